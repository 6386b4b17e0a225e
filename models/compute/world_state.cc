#include "models/compute/world_state.h"

namespace chokepoint {

WorldState world_state(const WorldFacts& facts, const QuestionInput& question) {
  if (facts.china_meets && facts.lag_months <= question.bipolar_months) return WorldState::kBipolar;
  if (facts.us_actors >= 2 && !facts.china_meets && facts.lag_months >= question.unipolar_months)
    return WorldState::kUnipolar;
  return WorldState::kContested;
}

namespace {

/// A definition of the question, in both units.
struct Held {
  double h100e = 0;
  double chips = 0;

  bool reaches(const QuestionInput& question) const {
    return (question.unit == ClusterUnit::kChips ? chips : h100e) >= question.million;
  }
};

Held held_by_china(const Standing& standing, Cluster definition) {
  switch (definition) {
    case Cluster::kCampus:
      return {standing.campus_china, standing.campus_china_chips};
    case Cluster::kFleet:
      return {standing.fleet_china, standing.fleet_china_chips};
    case Cluster::kNation:
      return {standing.nation_china, standing.nation_china_chips};
    case Cluster::kAbroad:
      break;
  }
  return {standing.abroad_china, standing.abroad_china_chips};
}

}  // namespace

WorldFacts world_facts(const Standing& standing, const QuestionInput& question) {
  const bool by_site = question.definition == Cluster::kCampus || question.definition == Cluster::kAbroad;
  const Held china = held_by_china(standing, question.definition);
  const Held first = by_site ? Held{standing.campus_us, standing.campus_us_chips}
                             : Held{standing.fleet_us, standing.fleet_us_chips};
  const Held second = by_site ? Held{standing.second_campus_us, standing.second_campus_us_chips}
                              : Held{standing.second_fleet_us, standing.second_fleet_us_chips};
  return {.china_meets = china.reaches(question),
          .us_actors = (first.reaches(question) ? 1 : 0) + (second.reaches(question) ? 1 : 0),
          .lag_months = standing.lead.lag_months};
}

}  // namespace chokepoint
