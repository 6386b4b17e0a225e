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
#include "tools/study/run_groups.h"
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
  void add_work(std::int64_t weeks, std::int64_t whole) override {
    if (store_ != nullptr) store_->add_work(weeks, whole);
  }
  bool is_broken() const override { return store_ != nullptr && store_->is_broken(); }

 private:
  Results& results_;
  StoreSink* store_;
};

/// "tight", "tight, point 12".
std::string words_of(const Study& study, const RunAddress& run) {
  const std::string& name = study.variants[run.variant].name;
  return study.points.size() > 1 ? fmt::format("{}, point {}", name, run.point) : name;
}

}  // namespace

RunShare whole_share(const Study& study, const RunsLeft& left) {
  const sim::Threads threads(study.options.threads);
  const RunGroups groups(study, sim::thread_count());
  const auto next = [group = std::uint64_t{0}, all = groups.count()]() mutable {
    return group < all ? std::optional(group++) : std::nullopt;
  };
  return {groups, left.size(), next};
}

RunReport make_runs(const Study& study, const Runner& runner, const RunsLeft& left, ResultSink& sink,
                    const RunShare& share) {
  const sim::Threads threads(study.options.threads);
  sim::Progress progress(share.runs);
  FirstFailures failures;
  std::uint64_t begun = 0;
  bool is_over = false;
  const auto next = [&]() -> std::optional<std::vector<RunAddress>> {
    while (!sink.is_broken()) {
      const std::optional<std::uint64_t> group = share.next();
      is_over = !group;
      if (!group) return std::nullopt;
      auto runs = share.groups.of(*group, left);
      begun += runs.size();
      if (!runs.empty()) return runs;
    }
    return std::nullopt;
  };
  const auto make = [&](const std::vector<RunAddress>& runs, const auto& each) {
    RunsTold told;
    told.ended = [&](std::size_t run, chokepoint::RunOutcome outcome) {
      sink.add(runs[run], std::move(outcome));
      progress.passed(words_of(study, runs[run]));
      each(runs[run], std::nullopt);
    };
    told.failed = [&](std::size_t run, const std::string& why) {
      sink.add_failure(runs[run], why);
      each(runs[run], why);
    };
    told.worked = [&](std::int64_t weeks, std::int64_t whole) {
      progress.worked(weeks, whole);
      sink.add_work(weeks, whole);
    };
    runner.run_together(runs, told);
  };
  const auto note_failure = [&](const RunAddress& run, const std::string& why) {
    failures.add(number_of(study, run), why);
  };
  const sim::StreamReport made = sim::run_stream(next, make, note_failure, progress);
  failures.warn(study);
  return {made.done, made.failed, begun - made.done - made.failed,
          !is_over || begun > made.done + made.failed};
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
  const RunReport report = make_runs(of, runner, left, memory, whole_share(of, left));
  if (store) store->flush();
  results.finish(report.failed, left.size() > report.done + report.failed);
  return results;
}

}  // namespace tools
