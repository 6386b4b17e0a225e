#include "tools/study/batch.h"

#include <optional>
#include <set>
#include <stdexcept>
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

void warn_of(const Study& study, const std::vector<std::uint32_t>& numbers,
             const std::vector<sim::Failure>& failures) {
  std::set<std::string> told;
  for (const sim::Failure& failure : failures) {
    if (!told.insert(failure.message).second || told.size() > kMostMessages) continue;
    const RunAddress address = address_of(study, numbers[failure.index]);
    spdlog::warn("run {} of {}{} failed: {}", address.replicate, study.variants[address.variant].name,
                 study.points.size() > 1 ? fmt::format(" at point {}", address.point) : "", failure.message);
  }
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

RunReport make_runs(const Study& study, const Runner& runner, const std::vector<std::uint32_t>& numbers,
                    ResultSink& sink) {
  const sim::Threads threads(study.options.threads);
  sim::Progress progress(numbers.size());
  const auto batch = sim::run_batch(
      numbers.size(),
      [&](std::size_t job) {
        if (sink.is_broken()) throw std::runtime_error("the store cannot be written");
        const RunAddress address = address_of(study, numbers[job]);
        std::optional<chokepoint::RunOutcome> outcome;
        try {
          outcome = runner.run(address);
        } catch (const std::exception& error) {
          sink.add_failure(address, error.what());
          throw;
        }
        sink.add(address, std::move(*outcome));
        return true;
      },
      progress);
  warn_of(study, numbers, batch.failures);
  RunReport report{0, batch.failures.size(), 0};
  for (const auto& result : batch.results) report.done += result ? 1 : 0;
  report.left = numbers.size() - report.done - report.failed;
  return report;
}

Results run_study(Study study) {
  const sim::InterruptGuard guard;
  Results results(std::move(study));
  const Study& of = results.study();
  const Runner runner(of);
  // Found out now, not after the runs, whether results can be written.
  std::optional<StoreSink> store;
  if (!of.options.out.empty()) store.emplace(of, runner, Mixing::kRefused);
  std::vector<std::uint32_t> left;
  for (const std::uint32_t number : run_numbers(of)) {
    const RunAddress address = address_of(of, number);
    if (auto outcome = store ? store->take(address) : std::nullopt) {
      results.add(address, std::move(*outcome));
    } else {
      left.push_back(number);
    }
  }
  Memory memory(results, store ? &*store : nullptr);
  const RunReport report = make_runs(of, runner, left, memory);
  if (store) store->flush();
  results.finish(report.failed, report.left > 0);
  return results;
}

}  // namespace tools
