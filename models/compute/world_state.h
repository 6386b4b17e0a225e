// Which world it is on a day, by the chosen definition of a million-chip cluster and the chosen unit.
//
//   bipolar    China meets the definition and lags at most X months
//   unipolar   at least two US actors meet it, China does not, and it lags at least Y months
//   contested  all else
//
// A campus or a fleet is one actor's. The stock of a nation is not, so when that is chosen China's stock is set beside
// the fleets of US actors. Beside a site that is filled from abroad stand the largest sites of US actors.
#pragma once

#include <cstdint>
#include <optional>

#include "models/record/record.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// The definitions of a million-chip cluster.
/// kAbroad: the largest site that a Chinese firm fills, wherever it stands.
enum class Cluster { kCampus, kFleet, kNation, kAbroad };
inline constexpr int kClusters = 4;
inline constexpr const char* kClusterNames[] = {"campus", "fleet", "nation", "abroad"};

/// What a cluster is counted in.
enum class ClusterUnit { kH100e, kChips };
inline constexpr const char* kClusterUnitNames[] = {"h100e", "chips"};

enum class WorldState : std::uint8_t { kUnipolar, kBipolar, kContested };
inline constexpr int kWorldStates = 3;
inline constexpr const char* kWorldStateNames[] = {"unipolar", "bipolar", "contested"};

/// What "million-chip cluster" means in a study, and what follows.
struct QuestionInput {
  double million = 1e6;
  Cluster definition = Cluster::kCampus;
  ClusterUnit unit = ClusterUnit::kH100e;
  double bipolar_months = 12;
  double unipolar_months = 6;
  std::optional<sim::Reference> company{};

  template <class Visit>
  void fields(Visit& visit) {
    visit("million", million,
          {.says = "threshold of the definitions", .unit = "H100e or chips", .low = 1, .high = 1e9});
    visit("definition", definition, {.says = "the one by which a world is bipolar or unipolar"});
    visit("unit", unit, {.says = "what decides that: h100e, or chips by count"});
    visit("bipolar_months", bipolar_months,
          {.says = "China lags at most so much in a bipolar world",
           .unit = "months",
           .low = -120,
           .high = 120});
    visit("unipolar_months", unipolar_months,
          {.says = "China lags at least so much in a unipolar world",
           .unit = "months",
           .low = -120,
           .high = 120});
    visit(
        "company", company,
        {.says = "the named Chinese buyer whose chips are told apart by how they came; none when not said"});
  }
};

struct WorldFacts {
  bool china_meets = false;
  int us_actors = 0;  ///< who meet it; two are as many as are counted
  double lag_months = 0;
};

WorldState world_state(const WorldFacts& facts, const QuestionInput& question);

/// What stood on a day, by the definition asked for.
WorldFacts world_facts(const Standing& standing, const QuestionInput& question);

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Cluster> {
  static constexpr const auto& names = chokepoint::kClusterNames;
};

template <>
struct sim::EnumNames<chokepoint::ClusterUnit> {
  static constexpr const auto& names = chokepoint::kClusterUnitNames;
};
