#include "tools/study/batch.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "sim/engine/parallel.h"
#include "sim/experiment/batch.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "tools/study/store_sink.h"

namespace tools {
namespace {

/// Different messages of failed runs that are shown.
constexpr std::size_t kMostMessages = 5;

/// The first of each message by the number of its run, as many as are shown, whatever the order they come in.
class FirstFailures {
 public:
  void add(std::uint64_t number, const std::string& message) {
    const auto [at, is_new] = first_.try_emplace(message, number);
    at->second = std::min(at->second, number);
    if (first_.size() <= kMostMessages) return;
    first_.erase(std::max_element(first_.begin(), first_.end(),
                                  [](const auto& a, const auto& b) { return a.second < b.second; }));
  }
  void warn(const Study& study) const {
    std::map<std::uint64_t, std::string> by_number;
    for (const auto& [message, number] : first_) by_number[number] = message;
    for (const auto& [number, message] : by_number) {
      const RunAddress address = address_of(study, number);
      spdlog::warn("run {} of {}{} failed: {}", address.replicate, study.variants[address.variant].name,
                   study.points.size() > 1 ? fmt::format(" at point {}", address.point) : "", message);
    }
  }

 private:
  std::map<std::string, std::uint64_t> first_;
};

/// One job: makes a run and gives it away.
void make_run(const Runner& runner, const RunAddress& address, ResultSink& sink) {
  std::optional<chokepoint::RunOutcome> outcome;
  try {
    outcome = runner.run(address);
  } catch (const std::exception& error) {
    sink.add_failure(address, error.what());
    throw;
  }
  sink.add(address, std::move(*outcome));
}

/// Into memory, and into the store where there is one.
class Memory : public ResultSink {
 public:
  Memory(Results& results, StoreSink* store) : results_(results), store_(store) {}

  void add(const RunAddress& address, chokepoint::RunOutcome outcome) override {
    if (store_ != nullptr) store_->add(address, outcome);
    results_.add(address, std::move(outcome));
  }
  void add_failure(const RunAddress& address, const std::string& why) override {
    if (store_ != nullptr) store_->add_failure(address, why);
  }
  bool is_broken() const override { return store_ != nullptr && store_->is_broken(); }

 private:
  Results& results_;
  StoreSink* store_;
};

}  // namespace

RunReport make_runs(const Study& study, const Runner& runner, const RunsLeft& left, ResultSink& sink) {
  const sim::Threads threads(study.options.threads);
  sim::Progress progress(left.size());
  FirstFailures failures;
  std::uint64_t from = 0;
  const auto next = [&]() -> std::optional<std::uint64_t> {
    if (sink.is_broken()) return std::nullopt;
    const auto number = left.next(from);
    if (number) from = *number + 1;
    return number;
  };
  const sim::StreamReport made = sim::run_stream(
      next, [&](std::uint64_t number) { make_run(runner, address_of(study, number), sink); },
      [&](std::uint64_t number, const std::string& message) { failures.add(number, message); }, progress);
  failures.warn(study);
  return {made.done, made.failed, left.size() - made.done - made.failed};
}

Results run_study(Study study) {
  const sim::InterruptGuard guard;
  Results results(std::move(study));
  const Study& of = results.study();
  const Runner runner(of);
  // Found out now, not after the runs, whether results can be written.
  std::optional<StoreSink> store;
  if (!of.options.out.empty()) store.emplace(of, runner, Mixing::kRefused);
  RunsLeft left(of);
  for (std::uint64_t number = 0; store && number < number_count(of); ++number) {
    const RunAddress address = address_of(of, number);
    if (auto outcome = store->take(address)) {
      results.add(address, std::move(*outcome));
      left.take_out(address);
    }
  }
  Memory memory(results, store ? &*store : nullptr);
  const RunReport report = make_runs(of, runner, left, memory);
  if (store) store->flush();
  results.finish(report.failed, report.left > 0);
  return results;
}

}  // namespace tools
