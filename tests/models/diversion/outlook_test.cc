#include "models/diversion/outlook.h"

#include <cmath>

#include <doctest/doctest.h>

#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

constexpr const char* kBeforeNewYear = "2023-12-18";

/// The fast are barred from July 2023 on until the next year; that leaks eight weeks before.
tiny::Overrides opening(const tiny::Overrides& more = {}) {
  tiny::Overrides all{"calendar=[{regime: ban, until: 2024-01-01}]", "parameters.rushes.lead_weeks=8"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// The fast are barred from July 2023 on, and from the next year on the middling, which is announced in October.
tiny::Overrides closing(const tiny::Overrides& more = {}) {
  tiny::Overrides all{
      "calendar=[{regime: ban}, {regime: strictest, from: 2024-01-01, announced: 2023-10-02}]"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

double premium(const tiny::Overrides& overrides) {
  tiny::Run run(overrides);
  return run.until(kBeforeNewYear).world.market.premium[0];
}

constexpr const char* kBlind = "parameters.market.expectations=0";

TEST_CASE("the market knows of an opening from its leak until its day") {
  tiny::Run run(opening());
  CHECK(outlook(run.until("2023-10-30").world).opens == 0);
  CHECK(outlook(run.weeks(1).world).opens == 1);
  CHECK(outlook(run.until(kBeforeNewYear).world).opens == 1);
  CHECK(outlook(run.until("2024-01-08").world).opens == 0);
}

TEST_CASE("the market knows of a ban from its announcement until its day") {
  tiny::Run run(closing());
  CHECK(outlook(run.until("2023-09-25").world).closes == 0);
  CHECK(outlook(run.until(kBeforeNewYear).world).closes == 1);
  CHECK(outlook(run.world).opens == 0);
  CHECK(outlook(run.until("2024-01-08").world).closes == 0);
}

TEST_CASE("what opens will cost what it costs abroad, what closes bears the usual premium") {
  CHECK(2 * std::exp(expected_change({1, 0}, 2, 2)) == doctest::Approx(1));
  CHECK(expected_change({0, 1}, 2, 2) == doctest::Approx(std::log(kUsualPremium)));
  CHECK(expected_change({0.5, 0}, 2, 2) == doctest::Approx(-0.5 * std::log(2)));
  CHECK(expected_change({}, 2, 2) == 0);
}

TEST_CASE("who saw the premium rise expects it to go on by a part of the rise") {
  CHECK(expected_change({0, 0, 0.5}, 2, 1) == doctest::Approx(0.5 * std::log(2)));
  CHECK(expected_change({0, 0, 0.5}, 1, 2) == doctest::Approx(-0.5 * std::log(2)));
  CHECK(expected_change({0, 0, 0}, 2, 1) == 0);
}

TEST_CASE("a rising premium rises further where it is extrapolated, unless nobody acts on what he expects") {
  constexpr const char* kExtrapolated = "parameters.market.extrapolation=1";
  CHECK(premium({"calendar=[{regime: ban}]", kExtrapolated}) > premium({"calendar=[{regime: ban}]"}));
  CHECK(premium({"calendar=[{regime: ban}]", kExtrapolated, kBlind}) ==
        premium({"calendar=[{regime: ban}]", kBlind}));
}

TEST_CASE("an announced opening lowers the premium before its day") {
  CHECK(premium(opening()) < premium(opening({kBlind})));
}

TEST_CASE("an announced ban raises the premium before its day") {
  CHECK(premium(closing()) > premium(closing({kBlind})));
}

TEST_CASE("without expectations an announcement changes nothing before its day") {
  for (const auto& announced : {opening, closing})
    CHECK(premium(announced({kBlind})) == premium(announced({"mechanisms.expectations=false"})));
  CHECK(premium(closing({kBlind})) == premium({"calendar=[{regime: ban}]", kBlind}));
}

}  // namespace
}  // namespace chokepoint
