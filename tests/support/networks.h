// A file of places and lanes for tests that need no more of a world.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

namespace tiny {

/// Places A to `last` and lanes between them, as pairs of letters.
inline std::string network_text(char last, const std::vector<std::string>& lanes) {
  std::string text = "places:\n";
  for (char code = 'A'; code <= last; ++code) {
    text += fmt::format(
        "  {}: {{name: Land {}, role: r, groups: [free], tier: 1, source: s, confidence: A}}\n", code, code);
  }
  text += "lanes:\n";
  for (const std::string& lane : lanes) {
    text += fmt::format(
        "  {}-{}: {{transit_weeks: 1, cost_usd_per_chip: 1, inspection: 0.1,\n"
        "     cover_usd_bn_per_year: 1}}\n",
        lane[0], lane[1]);
  }
  return text;
}

}  // namespace tiny
