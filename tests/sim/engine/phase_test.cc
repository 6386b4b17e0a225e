#include "sim/engine/phase.h"

#include <string>

#include <doctest/doctest.h>

namespace sim {
namespace {

using Diary = std::string;

void make(Diary& diary) { diary += "made "; }
void ship(Diary& diary) { diary += "shipped "; }
constexpr Phase<Diary> kDay[] = {
    {"make", "Fabs make chips.", make},
    {"ship", "What was made is shipped.", ship},
};

TEST_CASE("phases run in the order of their list") {
  Diary diary;
  run_phases(diary, kDay);
  run_phases(diary, kDay);
  CHECK(diary == "made shipped made shipped ");
}

TEST_CASE("a timed step does the same and adds what each phase took") {
  Diary diary;
  PhaseTimes times;
  for (int step = 0; step < 1000; ++step) run_phases(diary, kDay, &times);
  CHECK(diary.size() == 1000 * Diary("made shipped ").size());
  REQUIRE(times.spent.size() == 2);
  CHECK(times.spent[0].count() > 0);
  CHECK(times.spent[1].count() > 0);
}

}  // namespace
}  // namespace sim
