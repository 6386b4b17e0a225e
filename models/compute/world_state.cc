#include "models/compute/world_state.h"

namespace chokepoint {

WorldState world_state(const WorldFacts& facts, const QuestionInput& question) {
  if (facts.china_meets && facts.lag_months <= question.bipolar_months) return WorldState::kBipolar;
  if (facts.us_actors >= 2 && !facts.china_meets && facts.lag_months >= question.unipolar_months)
    return WorldState::kUnipolar;
  return WorldState::kContested;
}

WorldFacts world_facts(const Standing& standing, const QuestionInput& question) {
  const bool by_campus = question.definition == Cluster::kCampus;
  const double china = by_campus                                ? standing.campus_china
                       : question.definition == Cluster::kFleet ? standing.fleet_china
                                                                : standing.nation_china;
  const double first = by_campus ? standing.campus_us : standing.fleet_us;
  const double second = by_campus ? standing.second_campus_us : standing.second_fleet_us;
  return {.china_meets = china >= question.million,
          .us_actors = (first >= question.million ? 1 : 0) + (second >= question.million ? 1 : 0),
          .lag_months = standing.lead.lag_months};
}

}  // namespace chokepoint
