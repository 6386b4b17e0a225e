#include "models/enforcement/adaptation.h"

#include <doctest/doctest.h>

#include "models/trade/orders.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

/// The H100 is free until the authority closes that by itself.
tiny::Overrides free_until_closed(const std::string& more) {
  return {tiny::calendar({"licensing"}),
          "adaptation=[{closes: ban, since: 2023-03-06}, {closes: headquarters, since: 2023-03-06}]", more};
}

/// The first week in which so many loopholes are closed; one past the end when never.
int week_closed(tiny::Run& run, std::size_t loopholes) {
  while (run.world.week < run.scenario.calendar.weeks && run.world.adaptation.closed() < loopholes)
    run.weeks(1);
  return run.world.week;
}

TEST_CASE("a loophole is closed by nobody before it can be seen, and then binds") {
  for (std::uint64_t number = 0; number < 10; ++number) {
    tiny::Run run(free_until_closed("enforcement.closing=100"), number);
    run.until("2023-03-06");
    CHECK(run.world.adaptation.closed() == 0);
    CHECK(is_open(rule_this_week(run.world, run.chip("H100_SXM"), run.place("CN"), run.place("CN"), false)));
    week_closed(run, 1);
    CHECK_FALSE(
        is_open(rule_this_week(run.world, run.chip("H100_SXM"), run.place("CN"), run.place("CN"), false)));
    CHECK(is_open(rule_this_week(run.world, run.chip("H100_SXM"), run.place("MY"), run.place("CN"), false)));
    week_closed(run, 2);
    CHECK_FALSE(
        is_open(rule_this_week(run.world, run.chip("H100_SXM"), run.place("MY"), run.place("CN"), false)));
  }
}

TEST_CASE("a faster authority closes no loophole later, in any run, and China ends with less") {
  const auto chips_in_china = [](const tiny::Run& run) {
    return run.in_china("H100_SXM", Provenance::kLegal) + run.in_china("H100_SXM", Provenance::kSmuggled);
  };
  std::int64_t slow_chips = 0;
  std::int64_t fast_chips = 0;
  for (std::uint64_t number = 0; number < 10; ++number) {
    tiny::Run slow(free_until_closed("enforcement.closing=1"), number);
    tiny::Run fast(free_until_closed("enforcement.closing=3"), number);
    for (const std::size_t loopholes : {1U, 2U})
      CHECK(week_closed(fast, loopholes) <= week_closed(slow, loopholes));
    slow_chips += chips_in_china(slow.to_end());
    fast_chips += chips_in_china(fast.to_end());
  }
  CHECK(fast_chips < slow_chips);
}

TEST_CASE("an authority that does nothing closes nothing") {
  for (const char* idle : {"enforcement.closing=0", "mechanisms.adaptation=false"}) {
    tiny::Run run(free_until_closed(idle));
    run.to_end();
    CHECK(run.world.adaptation.closed() == 0);
  }
}

TEST_CASE("a closure that would renumber the quotas in use is refused") {
  CHECK_THROWS_AS(tiny::read({tiny::calendar({"ban"}), "adaptation=[{closes: quota, since: 2023-07-03}]"}),
                  sim::BadInput);
}

}  // namespace
}  // namespace chokepoint
