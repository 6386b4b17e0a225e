#include "tools/tables/profile.h"

#include <doctest/doctest.h>

#include "models/week.h"

TEST_CASE("a profile shows every phase, the longest first, with its time a run and its share") {
  sim::PhaseTimes times;
  times.spent.assign(chokepoint::phases_of_a_week().size(), std::chrono::milliseconds(0));
  times.spent[2] = std::chrono::milliseconds(30);
  times.spent[5] = std::chrono::milliseconds(10);
  const sim::Table table = tools::profile_table(times, 2, 1);
  CHECK(table.rows.size() == times.spent.size() + 1);
  CHECK(table.rows[0][0].text == chokepoint::phases_of_a_week()[2].name);
  CHECK(table.rows[0][1].text == "15.000");
  CHECK(table.rows[0][2].text == "75%");
  CHECK(table.rows[1][0].text == chokepoint::phases_of_a_week()[5].name);
  CHECK(table.rows.back()[1].text == "20.000");
}
