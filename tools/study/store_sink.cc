#include "tools/study/store_sink.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "models/record/outcome_bytes.h"
#include "sim/engine/parallel.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/run_key.h"
#include "sim/input/node.h"
#include "sim/numeric/hash.h"
#include "tools/scenarios/paths.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Keys that are made side by side.
constexpr std::size_t kKeysAtOnce = 4096;

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

/// The last day of each scenario that is in both and has another one, in words.
std::string other_ends(const Study& study) {
  const sim::Store there = sim::Store::read(fs::path(study.options.out) / kStoreFile);
  for (const sim::StoredScenario& scenario : there.study().scenarios) {
    sim::Problems none;
    const sim::Node was = sim::parse_yaml(scenario.resolved, scenario.name, none);
    for (const Variant& variant : study.variants) {
      const sim::Node* before = node_at(was, "span.last");
      const sim::Node* now = node_at(variant.root, "span.last");
      if (variant.name != scenario.name || before == nullptr || now == nullptr) continue;
      if (before->text != now->text)
        return fmt::format(
            "; its runs end on {} and would end on {}: a run is not made longer, so give another --out, and "
            "`until` with the last day that you may ever ask for",
            before->text, now->text);
    }
  }
  return "";
}

/// Opens the store; a refusal says also what a reader cannot see in hashes.
template <class Open>
sim::Store open_or_say_more(const Study& study, const Open& open) {
  try {
    return open();
  } catch (const sim::OtherStudy& refusal) {
    throw sim::OtherStudy(refusal.what() + other_ends(study));
  }
}

sim::Store open_for(const Study& study, Mixing mixing) {
  if (study.kept == Kept::kOutcomes) require_same_command(study);
  return open_or_say_more(study, [&] {
    return open_results(
        study.options.out, study.record,
        [&study](std::int64_t number) { return stored_point(study, number); }, mixing);
  });
}

}  // namespace

std::uint64_t hash_of_keys(const Study& study) {
  std::vector<std::string> parts{study.record.build.version, study.record.text,
                                 fmt::format("{}", study.input.seed), fmt::format("{}", study.record.points)};
  for (const Variant& variant : study.variants) {
    parts.push_back(variant.name);
    parts.push_back(fmt::format("{} {} {}", sim::hex(variant.hash), variant.replicates,
                                static_cast<int>(variant.parameters)));
  }
  return sim::hash_of(sim::run_key(parts));
}

StoreSink::StoreSink(const Study& study, const Runner& runner, Mixing mixing)
    : study_(study), runner_(runner), store_(open_for(study, mixing)) {
  if (study.kept != Kept::kOutcomes) return;
  for (const sim::StoredRun& run : store_.runs()) {
    if (run.error.empty())
      whole_.emplace(run.place, Whole{run.key, chokepoint::outcome_of_bytes(run.detail)});
  }
}

void StoreSink::require_same(const RunAddress& address, const std::string& key) const {
  if (key == runner_.key(address)) return;
  throw sim::OtherStudy(fmt::format(
      "run {} of {}{} is there with other inputs or of another version of the model: give another --out",
      address.replicate, study_.variants[address.variant].name,
      study_.points.size() > 1 ? fmt::format(" at point {}", address.point) : ""));
}

RunsLeft StoreSink::left(std::uint64_t& not_asked) {
  RunsLeft left(study_);
  const std::uint64_t asked = hash_of_keys(study_);
  const bool is_checked = store_.is_checked(asked);
  std::map<std::string_view, std::size_t> variants;
  for (std::size_t i = 0; i < study_.variants.size(); ++i) variants[study_.variants[i].name] = i;
  std::vector<std::pair<RunAddress, std::string>> found;
  const sim::Threads threads(study_.options.threads);
  // A key holds every value of its point, so it takes as long as some weeks of a small run.
  const auto compare = [&] {
    if (!is_checked)
      sim::for_each_run(found.size(), [&](std::size_t i) { require_same(found[i].first, found[i].second); });
    for (const auto& [address, key] : found) left.take_out(address);
    found.clear();
    sim::heed_interrupt();
  };
  store_.for_each_run([&](sim::StoredRun&& run, sim::Store::Standing standing) {
    if (standing == sim::Store::Standing::kNotAsked) ++not_asked;
    if (standing != sim::Store::Standing::kDone) return;
    const RunAddress address{static_cast<std::size_t>(run.place.point), variants.at(run.place.scenario),
                             static_cast<std::uint64_t>(run.place.replicate)};
    found.emplace_back(address, std::move(run.key));
    if (found.size() == kKeysAtOnce) compare();
  });
  compare();
  if (!is_checked) store_.note_checked(asked);
  return left;
}

std::optional<chokepoint::RunOutcome> StoreSink::take(const RunAddress& address) {
  auto found = whole_.extract(runner_.place(address));
  if (found.empty()) return std::nullopt;
  require_same(address, found.mapped().key);
  return std::move(found.mapped().outcome);
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
  run.beside = numbers_beside(study_, outcome);
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
