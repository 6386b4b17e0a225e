#include "tools/tables/titles.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/report/words.h"

namespace tools {
namespace {

struct Title {
  std::string_view measure;
  const char* title;
};
/// Of measures whose sentence leans on that of another, or is too long for a head.
constexpr Title kTitles[] = {{"campus_china", "China's largest site"},
                             {"fleet_china", "China's largest fleet"},
                             {"nation_china", "China's stock"},
                             {"abroad_china", "largest site that a Chinese firm fills anywhere"},
                             {"campus_us", "largest site in the United States"},
                             {"fleet_us", "largest fleet of the United States"},
                             {"nation_us", "stock of the United States"},
                             {"abroad_us", "largest site in the United States"},
                             {"smuggled", "smuggled into China's stock"},
                             {"smuggled_in_year", "smuggled in the year"},
                             {"smuggled_chips", "smuggled since the start"},
                             {"smuggled_h100e", "smuggled since the start"},
                             {"nvidia_to_china", "Nvidia's legal sales to China so far"},
                             {"nvidia_sold", "Nvidia's sales so far"},
                             {"premium", "price of smuggled chips over list"},
                             {"months_behind", "months that China lags"},
                             {"lag_months", "months that China lags"}};

/// A name without what says that it counts chips or H100e.
std::string without_unit(std::string measure) {
  for (const std::string_view unit : {"_chips", "_h100e"}) {
    if (const std::size_t at = measure.find(unit); at != std::string::npos) measure.erase(at, unit.size());
  }
  return measure;
}

const char* given_title(const std::string& measure) {
  const auto* const found = std::ranges::find(kTitles, std::string_view(measure), &Title::measure);
  return found == std::end(kTitles) ? nullptr : found->title;
}

}  // namespace

std::string title_of(const Results& results, const std::string& scenario) {
  const auto& all = results.record().scenarios;
  const auto found = std::ranges::find(all, scenario, &sim::StoredScenario::name);
  if (found == all.end() || found->title.empty()) return scenario;
  const bool is_alone = std::ranges::count(all, found->title, &sim::StoredScenario::title) == 1;
  return is_alone || results.input().price ? found->title : fmt::format("{} ({})", found->title, scenario);
}

std::string title_of(const Results& results, const Choice& choice) {
  return title_of(results, choice.scenario) + choice.name.substr(choice.scenario.size());
}

const std::string& lever_title(const StudyInput& study, std::size_t lever) {
  const auto& entry = study.levers.entries[lever];
  return entry.value.title.empty() ? entry.name : entry.value.title;
}

sim::Cell scenario_cell(const Results& results, const std::string& scenario) {
  return {title_of(results, scenario), scenario};
}

sim::Cell choice_cell(const Results& results, const Choice& choice) {
  return {title_of(results, choice), choice.name};
}

std::string measure_title(const std::string& measure) {
  if (const char* title = given_title(measure); title != nullptr) return title;
  const chokepoint::Measure* const known = chokepoint::find_measure(measure);
  if (const char* title = given_title(without_unit(measure)); title != nullptr && known != nullptr)
    return fmt::format("{}, {}", title, known->unit);
  const std::string_view says = known == nullptr ? "" : known->sentence;
  if (!says.empty() && !says.starts_with("the same") && !says.starts_with("beside")) return std::string(says);
  std::string words = measure;
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::string title_of(const Question& question) {
  const std::string measure = measure_title(question.measure);
  return question.at_least
             ? fmt::format("P({} {} ≥ {})", measure, question.year, sim::rounded(*question.at_least))
             : fmt::format("{} {}", measure, question.year);
}

}  // namespace tools
