// What readers call policies, measures and questions; programs call them by their names (table.h).
#pragma once

#include <string>

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// The title of a scenario, with its name behind it where another has the same; its name when it has none.
std::string title_of(const Results& results, const std::string& scenario);
/// The same with the levels of levers: "Loopholes closed fast, strength 2".
std::string title_of(const Results& results, const Choice& choice);

/// A title for people, the name for programs.
sim::Cell scenario_cell(const Results& results, const std::string& scenario);
sim::Cell choice_cell(const Results& results, const Choice& choice);

/// What readers call a lever of a study; its name when the study gives it no title.
const std::string& lever_title(const StudyInput& study, std::size_t lever);

/// A measure as a head or a title has it: "China's largest fleet, chips".
std::string measure_title(const std::string& measure);
/// "China's stock 2027", "P(China's largest fleet 2027 ≥ 1 M)".
std::string title_of(const Question& question);

}  // namespace tools
