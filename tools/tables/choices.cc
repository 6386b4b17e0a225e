#include "tools/tables/choices.h"

#include <algorithm>
#include <string>

#include "models/compute/world_state.h"
#include "sim/numeric/constants.h"

namespace tools {

std::vector<Choice> policies(const Results& results) {
  std::vector<Choice> choices = results.choices();
  std::erase_if(choices, [&](const Choice& choice) { return !results.is_policy(choice.scenario); });
  return choices;
}

Choice base_of(const std::vector<Choice>& choices) {
  for (const Choice& choice : choices) {
    const bool is_as_it_was =
        std::all_of(choice.levers.begin(), choice.levers.end(), [](double level) { return level == 1; });
    if (choice.scenario == choices.front().scenario && is_as_it_was) return choice;
  }
  return choices.front();
}

double million_of(const Results& results) {
  if (results.has_outcomes() && !results.variants().empty())
    return results.variants().front().scenario().million;
  const Question question = results.usual_question();
  const bool is_of_clusters = std::any_of(
      std::begin(chokepoint::kClusterNames), std::end(chokepoint::kClusterNames),
      [&](const char* name) { return question.measure.starts_with(std::string(name) + "_china"); });
  return is_of_clusters ? question.at_least.value_or(sim::kMillion) : sim::kMillion;
}

}  // namespace tools
