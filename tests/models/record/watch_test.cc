#include "models/record/watch.h"

#include <numeric>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

/// A run to its end, looked at after these weeks.
struct Watched {
  tiny::Run run;
  Watch watch;

  explicit Watched(const std::vector<int>& weeks, const tiny::Overrides& overrides = {})
      : run(overrides), watch(watch_over(run.world, weeks)) {
    run.world.watch = &watch;
    run.to_end();
  }
};

std::int64_t in_all(const sim::Column<Product, std::int64_t>& column) {
  return std::accumulate(column.begin(), column.end(), std::int64_t{0});
}

TEST_CASE("a run that is watched goes as one that is not") {
  Watched watched({3, 40});
  tiny::Run plain;
  plain.to_end();
  CHECK(watched.run.world.log.back().orders == plain.world.log.back().orders);
  CHECK(watched.run.world.standings.back().nation_china == plain.world.standings.back().nation_china);
}

TEST_CASE("what was made, sold, delivered and smuggled by product adds up to what the weeks tell") {
  Watched watched({40, 51});
  const ChipCounts& counts = watched.watch.sights.at(51).so_far;
  const tiny::Run& run = watched.run;
  CHECK(in_all(counts.smuggled) == run.sum(&WeekLog::smuggled, "2023-01-01", "2023-12-31"));
  CHECK(in_all(counts.smuggled) > 0);
  CHECK(in_all(counts.delivered_to_china) == run.sum(&WeekLog::legal_to_china, "2023-01-01", "2023-12-31") +
                                                 run.sum(&WeekLog::domestic, "2023-01-01", "2023-12-31"));
  CHECK(in_all(counts.sold) >= in_all(counts.sold_to_china));
  CHECK(in_all(counts.sold_to_china) > 0);
  CHECK(in_all(counts.made) > in_all(watched.watch.sights.at(40).so_far.made));
}

TEST_CASE("stocks by place are those of nations, and what is held is at least what is in China") {
  Watched watched({51});
  const Sight& sight = watched.watch.sights.at(51);
  const World& world = watched.run.world;
  CHECK(sight.stock_h100e[world.scenario->china] == doctest::Approx(sight.standing.nation_china));
  CHECK(sight.stock_h100e[world.scenario->us] == doctest::Approx(sight.standing.nation_us));
  for (const Id<Product> product : world.scenario->simulated)
    CHECK(sight.held[product] >= sight.held_in_china[product]);
}

TEST_CASE("labs stand by rank, the first being the largest") {
  Watched watched({51});
  const Sight& sight = watched.watch.sights.at(51);
  CHECK(sight.lab_us[0] == sight.standing.lead.compute_us);
  CHECK(sight.lab_china[0] == sight.standing.lead.compute_china);
  for (std::size_t rank = 1; rank < kRanks; ++rank) CHECK(sight.lab_us[rank] <= sight.lab_us[rank - 1]);
}

TEST_CASE("a site of Chinese chips alone is no larger than the largest site") {
  Watched watched({51});
  const Sight& sight = watched.watch.sights.at(51);
  CHECK(sight.domestic_site_china > 0);
  CHECK(sight.domestic_site_china <= sight.standing.campus_china);
  CHECK(sight.site_abroad_china <= sight.standing.abroad_china);
}

}  // namespace
}  // namespace chokepoint
