#include "models/enforcement/letters.h"

#include <doctest/doctest.h>

#include "models/record/standings.h"
#include "models/trade/orders.h"
#include "tests/support/tiny_world.h"

namespace chokepoint {
namespace {

using sim::Id;

const char* const kVariant = "NVIDIA_variant_2023_1";

/// A world in which the designer builds a variant under the line on the link in July 2023.
tiny::Overrides with_variant(const char* letters, const char* more = "enforcement.closing=1") {
  return {tiny::calendar({"licensing", "october"}), "mechanisms.variants=true", letters, more};
}
const char* const kLetters = "letters_on_variants=true";
const char* const kNoLetters = "letters_on_variants=false";

/// The week in which the letter about the variant is out; that after the last when none is.
int week_of_letter(tiny::Run& run) {
  const Letters& letters = run.world.letters;
  const Id<Product> variant = run.chip(kVariant);
  while (run.world.week < run.scenario.calendar.weeks && letters.sent_week[variant] < 0) run.weeks(1);
  return letters.sent_week[variant] < 0 ? run.scenario.calendar.weeks : letters.sent_week[variant];
}

Ruling on_variant(const tiny::Run& run, const char* to, const char* seat) {
  return rule_this_week(run.world, run.chip(kVariant), run.place(to), run.place(seat));
}

TEST_CASE("a letter puts a variant under a licence for China and firms from there, a lag after its launch") {
  tiny::Run run(with_variant(kLetters, "enforcement.closing=4"));
  run.until("2023-09-04");
  REQUIRE(is_open(on_variant(run, "CN", "CN")));
  CHECK(run.world.letters.sent_week[run.chip(kVariant)] < 0);
  const int sent = week_of_letter(run);
  REQUIRE(sent + 1 < run.scenario.calendar.weeks);
  CHECK(on_variant(run, "CN", "CN") == kUnderLetter);
  CHECK(on_variant(run, "HK", "HK") == kUnderLetter);
  CHECK(on_variant(run, "MY", "CN") == kUnderLetter);
  CHECK(is_open(on_variant(run, "MY", "MY")));
  CHECK(class_today(run.world, run.chip(kVariant), Provenance::kLegal) == StockClass::kBeforeBan);
  CHECK(is_open(rule_this_week(run.world, run.chip("H20"), run.place("CN"), run.place("CN"))));
}

TEST_CASE("letters lower the legal chips after a variant") {
  std::int64_t with = 0;
  std::int64_t without = 0;
  for (std::uint64_t number = 0; number < 6; ++number) {
    tiny::Run answered(with_variant(kLetters, "enforcement.closing=4"), number);
    tiny::Run free(with_variant(kNoLetters, "enforcement.closing=4"), number);
    with += answered.to_end().in_china(kVariant, Provenance::kLegal);
    without += free.to_end().in_china(kVariant, Provenance::kLegal);
  }
  CHECK(with > 0);
  CHECK(with < without);
}

TEST_CASE("a faster authority sends no letter later, and one that does nothing sends none") {
  for (std::uint64_t number = 0; number < 6; ++number) {
    tiny::Run slow(with_variant(kLetters), number);
    tiny::Run fast(with_variant(kLetters, "enforcement.closing=3"), number);
    CHECK(week_of_letter(fast) <= week_of_letter(slow));
  }
  tiny::Run idle(with_variant(kLetters, "enforcement.closing=0"));
  CHECK(week_of_letter(idle) == idle.scenario.calendar.weeks);
}

TEST_CASE("where the scenario sends no letters nothing is kept of them") {
  tiny::Run run(with_variant(kNoLetters));
  CHECK(run.to_end().world.letters.sent_week.empty());
}

}  // namespace
}  // namespace chokepoint
