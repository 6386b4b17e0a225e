#include "models/enforcement/bureau.h"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/state.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// The bureau's work by week under a budget, as --set has it; base 200 M USD, 20 weeks to hire, returns of 0.5.
std::vector<double> work_under(const std::string& budget, int weeks) {
  tiny::Run run({tiny::calendar({"ban"}), budget});
  std::vector<double> work;
  for (int week = 0; week < weeks; ++week) {
    run.weeks(1);
    work.push_back(run.world.bureau.work);
  }
  return work;
}

TEST_CASE("twice the budget is not twice the staff at once, and never twice the work") {
  const std::vector<double> work =
      work_under("enforcement.budget=[{from: 2023-01-16, level: 400000000}]", 100);
  CHECK(work[0] == 1);
  CHECK(work[1] == 1);
  CHECK(work[2] == doctest::Approx(std::sqrt(1.05)));
  CHECK(work[2 + 19] == doctest::Approx(std::sqrt(1 + 1 - std::pow(0.95, 20))));
  for (std::size_t week = 3; week < work.size(); ++week) CHECK(work[week] > work[week - 1]);
  CHECK(work.back() == doctest::Approx(std::sqrt(2)).epsilon(0.01));
}

TEST_CASE("who is paid no more leaves as slowly") {
  const std::vector<double> work = work_under("enforcement.budget=[{from: 2023-01-09, level: 0}]", 60);
  CHECK(work[0] == 1);
  CHECK(work[1] == doctest::Approx(std::sqrt(0.95)));
  CHECK(work.back() < 0.25);
  CHECK(work.back() > 0);
}

TEST_CASE("a budget from the first day on has its staff from the first day") {
  CHECK(work_under("enforcement.budget=800000000", 3) == std::vector<double>{2, 2, 2});
}

TEST_CASE("the budget of strength 1 changes no bit of a run") {
  tiny::Run without({tiny::calendar({"ban"})});
  tiny::Run with({tiny::calendar({"ban"}), "enforcement.budget=[{from: 2023-05-01, level: 200000000}]"});
  for (int week = 0; week < 80; ++week) {
    without.weeks(1);
    with.weeks(1);
  }
  with.world.scenario_hash = without.world.scenario_hash;
  CHECK(sim::hash(with.world) == sim::hash(without.world));
}

TEST_CASE("the bureau's money does what its people do, and nothing of what customs, sellers or courts do") {
  tiny::Run run({tiny::calendar({"ban"}), "enforcement.budget=800000000"});
  run.weeks(1);
  for (const Effort part : {Effort::kChecks, Effort::kCases, Effort::kListings, Effort::kClosing})
    CHECK(run.world.effort(part) == 2);
  for (const Effort part : {Effort::kInspections, Effort::kPenalties, Effort::kDiligence,
                            Effort::kWhistleBlowers, Effort::kLocationChecks, Effort::kKnowYourCustomer})
    CHECK(run.world.effort(part) == 1);
}

}  // namespace
}  // namespace chokepoint
