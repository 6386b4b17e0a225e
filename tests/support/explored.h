// The page of `explore` on the scenarios in which mistakes are made, a year of them, which take no time.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tools/explore/live_runs.h"

namespace tests {

inline tools::ExploreOptions explore_options() {
  return {.folder = REPOSITORY "/tests/errors/scenarios", .belief = {}, .threads = 2};
}

inline tools::ExploreState explored_state(std::uint64_t runs = 3) {
  tools::ExploreState state;
  for (tools::ExploreSide& side : state.sides) side.overrides = {"span.last=2022-12-31"};
  state.runs = runs;
  return state;
}

inline std::shared_ptr<tools::LiveRuns> live_runs(const tools::ExploreState& state) {
  return std::make_shared<tools::LiveRuns>(tools::study_of(state, explore_options()), state.question);
}

/// All that is told until the end.
inline std::vector<nlohmann::json> all_news(const tools::LiveRuns& runs) {
  std::vector<nlohmann::json> all;
  for (;;) {
    const auto news = runs.news(all.size(), std::chrono::milliseconds(100));
    for (const std::string& text : news.runs) all.push_back(nlohmann::json::parse(text));
    if (news.over && news.runs.empty()) return all;
  }
}

}  // namespace tests
