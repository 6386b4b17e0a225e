#include "tools/study/checks.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "sim/experiment/design.h"
#include "sim/input/number.h"
#include "sim/report/words.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

/// The file of a study once more, for the places of what was read from it; nothing of a study that is no file.
sim::Node written(const std::string& word, const Study& study) {
  const auto file = study_file(scenario_folder(study.options.folder), word);
  sim::Problems none;
  return std::filesystem::exists(file) ? sim::read_yaml(file, shown_path(file), none) : sim::Node{};
}

std::optional<sim::Date> day_in(const sim::Node& root, const char* field) {
  const sim::Node* span = root.find("span");
  const sim::Node* day = span == nullptr ? nullptr : span->find(field);
  return day == nullptr ? std::nullopt : sim::Date::parse(day->text);
}

std::string in_lower_case(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

}  // namespace

void check_years(const std::string& word, const Study& study, const sim::Node& root,
                 sim::Problems& problems) {
  const sim::Node file = written(word, study);
  std::vector<const sim::Node*> years;
  if (const sim::Node* list = file.find("years")) {
    if (list->items.empty()) problems.add(list->at, "no year", "name one, or leave years out");
    for (const sim::Node& year : list->items) years.push_back(&year);
  }
  for (const sim::Node* outcome : {file.find("outcome"), file.find("threshold")}) {
    const sim::Node* inner = outcome == nullptr ? nullptr : outcome->find("outcome");
    if (inner != nullptr) outcome = inner;
    const sim::Node* year = outcome == nullptr ? nullptr : outcome->find("year");
    if (year != nullptr) years.push_back(year);
  }
  const auto first = day_in(root, "first");
  const auto last = day_in(root, "last");
  if (!first || !last) return;
  for (const sim::Node* node : years) {
    const auto year = sim::parse_number(node->text).value;
    if (year && *year >= first->year() && *year <= last->year()) continue;
    problems.add(node->at, fmt::format("no year {} in the runs", node->text),
                 fmt::format("{} goes from {} to {}, where its inputs end", study.variants.front().name,
                             first->iso(), last->iso()));
  }
}

void check_lever_names(const Study& study, sim::Problems& problems) {
  std::map<std::string, std::string> taken;
  for (const char* name : {"point", "scenario", "replicate", "build", "error"})
    taken[name] = "a column of every table of results";
  for (const StudyOutput& output : study.outputs)
    taken[in_lower_case(fmt::format("{}_{}", output.name, output.year))] = "a measure that is kept";
  for (const StudyFactor& factor : study.factors) {
    if (factor.kind != FactorKind::kLever) taken[in_lower_case(factor.name)] = "another factor";
  }
  for (const auto& lever : study.input.levers) {
    const auto [place, is_new] =
        taken.try_emplace(in_lower_case(lever.name), "another lever, but for the case of letters");
    if (!is_new)
      problems.add(lever.at, fmt::format("lever '{}' has the name of {}", lever.name, place->second),
                   "name it otherwise");
  }
}

void check_size(const std::string& word, const Study& study, sim::Problems& problems) {
  const sim::Node file = written(word, study);
  const auto add = [&](const char* field, const std::string& what, const std::string& why) {
    const sim::Node* place = file.find(field);
    problems.add(place == nullptr ? file.at : place->at, what, why);
  };
  double points = 1;
  try {
    if (study.input.design.method != StudyMethod::kNone)
      points = static_cast<double>(sim::rows_of(study.plan));
  } catch (const std::invalid_argument& refusal) {
    return add("design", refusal.what(), "fewer samples, levels or factors");
  }
  const double of_design = points * static_cast<double>(study.variants.size());
  const double runs = of_design * static_cast<double>(study.input.replicates);
  if (runs <= kMostRuns) return;
  add(of_design > kMostRuns ? "design" : "replicates",
      fmt::format("{:.0f} runs ({:.0f} points of {}, {}, {}) are too many", runs, points,
                  sim::counted(study.factors.size(), "factor"),
                  sim::counted(study.variants.size(), "scenario"),
                  sim::counted(static_cast<std::size_t>(study.input.replicates), "replicate")),
      fmt::format("at most {:.0f}; fewer samples, levels, scenarios or replicates, or studies of parts of it",
                  kMostRuns));
}

void warn_of_late_levers(const Study& study, const std::string& word, sim::Problems& warnings) {
  const sim::Node file = written(word, study);
  int last = 0;
  for (const StudyOutput& output : study.outputs) last = std::max(last, output.year);
  const sim::Node* levers = file.find("levers");
  if (levers == nullptr) return;
  for (const auto& lever : study.input.levers) {
    if (!lever.value.from || lever.value.from->year() <= last) continue;
    const sim::Node* from = levers->find(lever.name)->find("from");
    warnings.add(from->at,
                 fmt::format("lever '{}' begins after {}, the last year that is kept", lever.name, last),
                 "it changes nothing");
  }
}

}  // namespace tools
