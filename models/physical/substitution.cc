#include "models/physical/substitution.h"

#include <algorithm>
#include <cmath>

#include "models/world.h"

namespace chokepoint {
namespace {

/// Weeks over which makers remember what imports took.
constexpr double kMemoryWeeks = 52;

/// The part of last week's Chinese money that legal imports did not take.
double kept_back_last_week(const World& world, double remembered) {
  const WeekLog& last = world.log.back();
  if (last.money_china_usd <= 0) return remembered;
  double imports = 0;
  for (std::size_t maker = 0; maker < kMakers; ++maker) {
    if (is_foreign(static_cast<Maker>(maker))) imports += last.sold_to_china_usd[maker];
  }
  return 1 - std::min(1.0, imports / last.money_china_usd);
}

}  // namespace

void SubstitutionKind::make(const World& world, State& own) {
  own.substitution.kept_back = world.parameters.substitution.reference;
}

void answer_imports(const World& world, Substitution& substitution) {
  if (world.week > 0) {
    const double kept_back = kept_back_last_week(world, substitution.kept_back);
    substitution.kept_back += (kept_back - substitution.kept_back) / kMemoryWeeks;
  }
  substitution.kept_back_in.push_back(substitution.kept_back);
  const SubstitutionParameters& answer = world.parameters.substitution;
  const int then = world.week - static_cast<int>(std::lround(answer.lag_weeks));
  if (then < 0 || !world.scenario->mechanisms.import_substitution) return;
  const double kept_back = substitution.kept_back_in[static_cast<std::size_t>(then)];
  substitution.build_up *= std::exp(answer.pull * (kept_back - answer.reference) / sim::kWeeksPerYear);
}

double build_up_of_line(const World& world, double whole) {
  return std::min(double{world.substitution.build_up}, whole);
}

}  // namespace chokepoint
