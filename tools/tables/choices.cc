#include "tools/tables/choices.h"

#include <algorithm>

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

}  // namespace tools
