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

LiveRuns::LiveRuns(Study study, RunQuestion question, std::shared_ptr<KeptOutcomes> kept)
    : results_(std::move(study)),
      question_(std::move(question)),
      runner_(results_.study()),
      kept_(std::move(kept)) {}

bool LiveRuns::has_next() const { return !stop_ && next_ < results_.replicates(); }

bool LiveRuns::step() {
  if (stop_) return false;
  const std::uint64_t replicate = next_++;
  if (replicate >= results_.replicates()) return false;
  const bool has_a = take_kept(0, replicate);
  const bool has_b = take_kept(1, replicate);
  if (!has_a && !has_b) make_pair(replicate);
  if (has_a != has_b) make_alone(has_a ? 1 : 0, replicate);
  return true;
}

void LiveRuns::stop() {
  stop_ = true;
  const std::lock_guard lock(mutex_);
  told_.notify_all();
}

bool LiveRuns::go_on(chokepoint::World& world, int week) const {
  while (world.week < week && !stop_)
    chokepoint::run_to(world, std::min(week, world.week + kWeeksBetweenLooks), chokepoint::Checks::kOff);
  return !stop_;
}

void LiveRuns::make_pair(std::uint64_t replicate) {
  std::size_t side = 0;  // at work
  try {
    const std::array<RunInput, kSides> runs{runner_.input_at_levels(0, {}, replicate),
                                            runner_.input_at_levels(1, {}, replicate)};
    const auto& [a, b] = runs;
    const int end_of_a = a.scenario->calendar.weeks;
    const int end_of_b = b.scenario->calendar.weeks;
    const bool shares = sets_that_share(runs, kSides).size() == 1;
    const int common =
        shares ? chokepoint::weeks_in_common(*a.scenario, *b.scenario, a.parameters.rushes.lead_weeks) : 0;
    chokepoint::World world = chokepoint::make_world(*a.scenario, a.streams, a.parameters);
    if (!go_on(world, common)) return;
    std::optional<chokepoint::World> other;
    if (common > 0) other = chokepoint::branch(world, *b.scenario);
    if (!go_on(world, end_of_a)) return;
    end(0, replicate, world);
    side = 1;
    if (!other) other = chokepoint::make_world(*b.scenario, b.streams, b.parameters);
    if (!go_on(*other, end_of_b)) return;
    end(1, replicate, *other);
    worked(end_of_a + end_of_b - common, end_of_a + end_of_b);
  } catch (const std::exception& error) {
    for (; side < kSides; ++side) fail(side, replicate, error.what());
  }
}

void LiveRuns::make_alone(std::size_t side, std::uint64_t replicate) {
  try {
    const RunInput run = runner_.input_at_levels(side, {}, replicate);
    chokepoint::World world = chokepoint::make_world(*run.scenario, run.streams, run.parameters);
    if (!go_on(world, run.scenario->calendar.weeks)) return;
    end(side, replicate, world);
    worked(world.week, world.week);
  } catch (const std::exception& error) {
    fail(side, replicate, error.what());
  }
}

bool LiveRuns::take_kept(std::size_t side, std::uint64_t replicate) {
  if (kept_ == nullptr) return false;
  const KeptOutcomes::Pointer outcome = kept_->find(runner_.key({.variant = side, .replicate = replicate}));
  if (outcome == nullptr) return false;
  tell(side, replicate, *outcome);
  const std::int64_t weeks = results_.variants()[side].scenario().calendar.weeks;
  worked(0, weeks);
  return true;
}

void LiveRuns::end(std::size_t side, std::uint64_t replicate, const chokepoint::World& world) {
  const auto outcome = std::make_shared<const chokepoint::RunOutcome>(chokepoint::outcome_of(world));
  if (kept_ != nullptr) kept_->keep(runner_.key({.variant = side, .replicate = replicate}), outcome);
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
