#include "tools/explore/live_runs.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "models/branch.h"
#include "models/common_past.h"
#include "models/record/measures.h"
#include "models/record/outcome.h"
#include "models/setup.h"
#include "models/week.h"
#include "sim/numeric/statistics.h"
#include "tools/explore/run_record.h"
#include "tools/figures/figure.h"
#include "tools/study/shared_runs.h"
#include "tools/tables/answer.h"
#include "tools/tables/stock_classes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using nlohmann::json;

constexpr std::array<const char*, kSides> kSideNames{"left", "right"};

/// Weeks between two looks at whether to go on.
constexpr int kWeeksBetweenLooks = 13;

Variant variant_of(const ExploreSide& side, const char* name) {
  return {.name = name, .policy = side.policy, .overrides = side.overrides};
}

StudyOptions options_of(const ExploreState& state, const ExploreOptions& options) {
  StudyOptions of;
  of.command = "run";
  of.folder = options.folder;
  of.belief = options.belief;
  of.runs = state.runs;
  of.seed = state.seed;
  of.threads = options.threads;
  return of;
}

int weeks_both_have(const RunInput& a, const RunInput& b) {
  if (sets_that_share(std::array{a, b}, kSides).size() > 1) return 0;
  return chokepoint::weeks_in_common(*a.scenario, *b.scenario, a.parameters.rushes.lead_weeks);
}

/// "Controls as they were, changed".
void retitle(Study& study, std::size_t variant, const ExploreSide& side) {
  if (side.overrides.empty()) return;
  std::string& title = study.variants[variant].title;
  title += side.overrides.size() == 1 ? ", with one change"
                                      : fmt::format(", with {} changes", side.overrides.size());
  study.record.scenarios[variant].title = title;
}

}  // namespace

Study study_of(const ExploreState& state, const ExploreOptions& options) {
  std::vector<Variant> variants;
  for (std::size_t side = 0; side < kSides; ++side)
    variants.push_back(variant_of(state.sides[side], kSideNames[side]));
  Study study = typed_study(options_of(state, options), std::move(variants));
  for (std::size_t side = 0; side < kSides; ++side) retitle(study, side, state.sides[side]);
  require_kept(study.input, state.question);
  return study;
}

Study study_of_side(const ExploreState& state, std::size_t side, const ExploreOptions& options) {
  return typed_study(options_of(state, options), {variant_of(state.sides[side], kSideNames[side])});
}

LiveRuns::LiveRuns(Study study, RunQuestion question, KeptRuns kept)
    : results_(std::move(study)),
      question_(std::move(question)),
      runner_(results_.study()),
      kept_(std::move(kept)),
      state_(kept_.worlds != nullptr ? kept_.worlds->begin() : 0) {}

bool LiveRuns::has_next() const { return !stop_ && next_ < results_.replicates(); }

bool LiveRuns::step() {
  if (stop_) return false;
  const std::uint64_t replicate = next_++;
  if (replicate >= results_.replicates()) return false;
  std::vector<std::size_t> left;
  for (std::size_t side = 0; side < kSides; ++side) {
    if (!take_kept(side, replicate)) left.push_back(side);
  }
  if (!left.empty()) make(left, replicate);
  return true;
}

void LiveRuns::stop() {
  stop_ = true;
  const std::lock_guard lock(mutex_);
  told_.notify_all();
}

LiveRuns::SideRun LiveRuns::side_run(std::size_t side, std::uint64_t replicate) const {
  RunInput input = runner_.input_at_levels(side, {}, replicate);
  KeptWorlds::World past = kept_.worlds != nullptr ? kept_.worlds->find(input, state_) : nullptr;
  const int keep_at = week_of_levers(results_.study().variants[side].overrides, input.scenario->calendar);
  return {side, std::move(input), std::move(past), keep_at};
}

chokepoint::World LiveRuns::start(const SideRun& run) {
  const RunInput& input = run.input;
  return run.past != nullptr ? chokepoint::branch(*run.past, *input.scenario)
                             : chokepoint::make_world(*input.scenario, input.streams, input.parameters);
}

/// Goes on to a week, or until someone asks to stop: false then. A world that comes to the week of its levers is kept.
bool LiveRuns::go_on(const SideRun& run, chokepoint::World& world, int week) const {
  const bool keeps = kept_.worlds != nullptr && run.keep_at < run.input.scenario->calendar.weeks;
  while (world.week < week && !stop_) {
    if (keeps && world.week == run.keep_at) kept_.worlds->keep(run.input, world, state_);
    const int next = keeps && world.week < run.keep_at ? std::min(week, run.keep_at) : week;
    chokepoint::run_to(world, std::min(next, world.week + kWeeksBetweenLooks), chokepoint::Checks::kOff);
  }
  return !stop_;
}

/// The first may run ahead for the last too, where it parts from it later than from what is kept.
void LiveRuns::make(const std::vector<std::size_t>& sides, std::uint64_t replicate) {
  std::size_t ended = 0;
  try {
    std::vector<SideRun> runs;
    for (const std::size_t side : sides) runs.push_back(side_run(side, replicate));
    const SideRun& first = runs.front();
    chokepoint::World world = start(first);
    std::optional<chokepoint::World> last;
    std::int64_t begun = world.week;
    if (runs.size() > 1) {
      const int from = runs.back().past != nullptr ? runs.back().past->week : 0;
      const int common = weeks_both_have(first.input, runs.back().input);
      const bool shares = common > std::max(world.week, from);
      if (shares && !go_on(first, world, common)) return;
      last = shares ? chokepoint::branch(world, *runs.back().input.scenario) : start(runs.back());
      begun += last->week;
    }
    std::int64_t whole = 0;
    for (const SideRun& run : runs) {
      if (ended > 0) world = std::move(*last);
      if (!go_on(run, world, run.input.scenario->calendar.weeks)) return;
      end(run.side, replicate, world);
      whole += world.week;
      ++ended;
    }
    worked(whole - begun, whole);
  } catch (const std::exception& error) {
    for (; ended < sides.size(); ++ended) fail(sides[ended], replicate, error.what());
  }
}

bool LiveRuns::take_kept(std::size_t side, std::uint64_t replicate) {
  if (kept_.outcomes == nullptr) return false;
  const KeptOutcomes::Pointer outcome =
      kept_.outcomes->find(runner_.key({.variant = side, .replicate = replicate}));
  if (outcome == nullptr) return false;
  tell(side, replicate, *outcome);
  const std::int64_t weeks = results_.variants()[side].scenario().calendar.weeks;
  worked(0, weeks);
  return true;
}

void LiveRuns::end(std::size_t side, std::uint64_t replicate, const chokepoint::World& world) {
  const auto outcome = std::make_shared<const chokepoint::RunOutcome>(chokepoint::outcome_of(world));
  if (kept_.outcomes != nullptr)
    kept_.outcomes->keep(runner_.key({.variant = side, .replicate = replicate}), outcome);
  tell(side, replicate, *outcome);
}

void LiveRuns::tell(std::size_t side, std::uint64_t replicate, const chokepoint::RunOutcome& outcome) {
  std::string text =
      run_record(side, replicate, outcome, results_.variants()[side].scenario().calendar).dump();
  const std::lock_guard lock(mutex_);
  results_.add({.variant = side, .replicate = replicate}, outcome);
  runs_.push_back(std::move(text));
  ++done_[side];
  told_.notify_all();
}

/// Of whole runs so many weeks, of which so many were run.
void LiveRuns::worked(std::int64_t weeks, std::int64_t whole) {
  const std::lock_guard lock(mutex_);
  weeks_run_ += weeks;
  weeks_whole_ += whole;
}

void LiveRuns::fail(std::size_t side, std::uint64_t replicate, const std::string& why) {
  const std::lock_guard lock(mutex_);
  if (first_failure_.empty()) first_failure_ = fmt::format("run {}: {}", replicate, why);
  ++failed_[side];
  told_.notify_all();
}

LiveRuns::News LiveRuns::news(std::size_t seen, std::chrono::milliseconds patience) const {
  std::unique_lock lock(mutex_);
  const auto is_over = [&] {
    return stop_ || done_[0] + done_[1] + failed_[0] + failed_[1] == kSides * results_.replicates();
  };
  told_.wait_for(lock, patience, [&] { return runs_.size() > seen || is_over(); });
  News news;
  if (seen < runs_.size()) news.runs.assign(runs_.begin() + static_cast<std::ptrdiff_t>(seen), runs_.end());
  news.over = is_over();
  return news;
}

json LiveRuns::beginning() const {
  json sides = json::array();
  for (const Variant& variant : results_.study().variants) {
    sides.push_back({{"policy", variant.policy},
                     {"title", title_of(results_, variant.name)},
                     {"says", variant.scenario->says},
                     {"first", variant.scenario->calendar.first.iso()},
                     {"weeks", variant.scenario->calendar.weeks}});
  }
  json classes = json::array();
  for (std::size_t k = 0; k < std::size(kStockClassTitles); ++k)
    classes.push_back({{"title", kStockClassTitles[k].title}, {"colour", palette::kStockClasses[k]}});
  return {{"sides", std::move(sides)},
          {"years", results_.input().years},
          {"million", results_.variants().front().scenario().million},
          {"classes", std::move(classes)},
          {"runs", results_.replicates()}};
}

/// By year and side, the share of runs that reach what is asked for; the usual question where none is asked that has a
/// threshold.
json LiveRuns::chances() const {
  Question asked{"fleet_china", 0, results_.variants().front().scenario().million};
  if (question_.at_least) {
    asked.at_least = question_.at_least;
    if (!question_.measure.empty()) asked.measure = question_.measure;
  }
  json sides = json::array();
  for (const VariantRuns& runs : results_.variants()) {
    json years = json::array();
    for (const int year : results_.input().years) {
      const std::vector<double> values = runs.good(asked.measure.c_str(), year);
      const auto all = static_cast<long>(values.size());
      if (all == 0) continue;
      const long reached =
          std::ranges::count_if(values, [&](double value) { return value >= *asked.at_least; });
      const sim::Interval interval = sim::jeffreys(reached, all);
      years.push_back({{"year", year},
                       {"share", static_cast<double>(reached) / static_cast<double>(all)},
                       {"low", interval.low},
                       {"high", interval.high}});
    }
    sides.push_back(std::move(years));
  }
  return {{"title", asked_title(asked)}, {"sides", std::move(sides)}};
}

json LiveRuns::answer_now() const {
  const std::lock_guard lock(mutex_);
  json now{{"done", done_}, {"failed", failed_}, {"failure", first_failure_}};
  now["shared"] =
      weeks_whole_ > 0 ? 1.0 - static_cast<double>(weeks_run_) / static_cast<double>(weeks_whole_) : 0.0;
  // Before both sides have a run there is nothing to compare, and a sentence that says so would be gone in a moment.
  const bool has_both = done_[0] > 0 && done_[1] > 0;
  const bool is_failing = done_[0] + failed_[0] > 0 && done_[1] + failed_[1] > 0;
  if (!has_both && !is_failing) return now;
  now["sentences"] = answer(results_, question_).sentences;
  now["chances"] = chances();
  return now;
}

Results LiveRuns::take() {
  const std::lock_guard lock(mutex_);
  results_.finish(failed_[0] + failed_[1], stop_);
  return std::move(results_);
}

std::vector<std::string> LiveRuns::sentences() const {
  const std::lock_guard lock(mutex_);
  return answer(results_, question_).sentences;
}

}  // namespace tools
