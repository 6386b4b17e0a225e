#include "tools/study/store_sink.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "models/record/outcome_bytes.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// A folder's tables are of one command, and of all the policies in it.
void require_same_command(const Study& study) {
  const fs::path file = fs::path(study.options.out) / kStoreFile;
  if (!fs::exists(file)) return;
  std::optional<sim::Store> there;
  try {
    there = sim::Store::read(file);
  } catch (const sim::StoreError&) {
    // What is wrong with it is said when it is opened to be written, which mends what can be mended.
    return;
  }
  const sim::StudyRecord& was = there->study();
  const std::string line = was.command_line.substr(0, was.command_line.find(" -n "));
  const auto is_asked = [&](const sim::StoredScenario& scenario) {
    return std::any_of(study.variants.begin(), study.variants.end(),
                       [&](const Variant& variant) { return variant.name == scenario.name; });
  };
  if (was.name != study.record.name || was.method != study.record.method ||
      !std::all_of(was.scenarios.begin(), was.scenarios.end(), is_asked))
    throw sim::OtherStudy(
        fmt::format("'{}' holds the results of '{}': give the runs another --out", study.options.out, line));
}

/// The point of a number, as it is stored.
sim::StoredPoint stored_point(const Study& study, std::int64_t number) {
  sim::StoredPoint point{number, study.points[static_cast<std::size_t>(number)], {}};
  for (std::size_t i = 0; i < study.factors.size(); ++i)
    point.values.push_back(study.factors[i].value(point.u[i]));
  return point;
}

sim::Store open_for(const Study& study, Mixing mixing) {
  if (study.kept == Kept::kOutcomes) require_same_command(study);
  return open_results(
      study.options.out, study.record, [&study](std::int64_t number) { return stored_point(study, number); },
      mixing);
}

}  // namespace

StoreSink::StoreSink(const Study& study, const Runner& runner, Mixing mixing)
    : study_(study), runner_(runner), store_(open_for(study, mixing)), keys_(store_.keys()) {
  if (study.kept != Kept::kOutcomes) return;
  for (const sim::StoredRun& run : store_.runs()) {
    if (run.error.empty()) whole_.emplace(run.place, chokepoint::outcome_of_bytes(run.detail));
  }
}

void StoreSink::require_same(const RunAddress& address, const std::string& key) const {
  if (key == runner_.key(address)) return;
  throw sim::OtherStudy(fmt::format(
      "run {} of {}{} is there with other inputs or of another version of the model: give another --out",
      address.replicate, study_.variants[address.variant].name,
      study_.points.size() > 1 ? fmt::format(" at point {}", address.point) : ""));
}

std::vector<std::uint32_t> StoreSink::missing() const {
  std::vector<std::uint32_t> numbers = run_numbers(study_);
  if (keys_.empty()) return numbers;
  std::erase_if(numbers, [&](std::uint32_t number) {
    const RunAddress address = address_of(study_, number);
    const auto found = keys_.find(runner_.place(address));
    if (found == keys_.end()) return false;
    require_same(address, found->second);
    return true;
  });
  return numbers;
}

std::optional<chokepoint::RunOutcome> StoreSink::take(const RunAddress& address) {
  const sim::RunPlace place = runner_.place(address);
  auto found = whole_.extract(place);
  if (found.empty()) return std::nullopt;
  require_same(address, keys_.at(place));
  return std::move(found.mapped());
}

sim::StoredRun StoreSink::stored(const RunAddress& address) const {
  sim::StoredRun run;
  run.place = runner_.place(address);
  run.key = runner_.key(address);
  return run;
}

void StoreSink::add(const RunAddress& address, chokepoint::RunOutcome outcome) {
  sim::StoredRun run = stored(address);
  run.values = numbers_of(study_, outcome);
  if (study_.kept == Kept::kOutcomes) run.detail = chokepoint::bytes_of(outcome);
  add(std::move(run));
}

void StoreSink::add_failure(const RunAddress& address, const std::string& why) {
  sim::StoredRun run = stored(address);
  run.error = why;
  add(std::move(run));
}

void StoreSink::add(sim::StoredRun run) {
  try {
    store_.add(std::move(run));
  } catch (...) {
    is_broken_ = true;
    throw;
  }
}

}  // namespace tools
