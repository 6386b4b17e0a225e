// Figures that follow from what a scenario fixes and what a run draws, without running it.
#pragma once

#include <span>
#include <string_view>

namespace chokepoint {

struct Scenario;
struct Parameters;

struct Figure {
  const char* name;
  const char* unit;
  const char* says;
  double (*count)(const Scenario& scenario, const Parameters& parameters);
};

std::span<const Figure> figures();
/// nullptr when there is none of that name.
const Figure* find_figure(std::string_view name);

}  // namespace chokepoint
