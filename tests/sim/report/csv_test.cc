#include "sim/report/csv.h"

#include <limits>
#include <string>

#include <doctest/doctest.h>

namespace {

TEST_CASE("a CSV field is quoted where its text would end it, and nowhere else") {
  CHECK(sim::csv_text("plain text; really") == "plain text; really");
  CHECK(sim::csv_text("a,b") == "\"a,b\"");
  CHECK(sim::csv_text("say \"a\"") == "\"say \"\"a\"\"\"");
  CHECK(sim::csv_text("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("a text that begins as a formula does has an apostrophe before it, and no other") {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1"})
    CHECK(sim::csv_text(text) == std::string("'") + text);
  CHECK(sim::csv_text("\n=1") == "\"'\n=1\"");
  for (const char* text : {"", "a=1", " =1", "'=1", "1-2"}) CHECK(sim::csv_text(text) == text);
}

TEST_CASE("a field that is given back as it was read has nothing put before it") {
  for (const char* text : {"=1+1", "-1.5", "plain"}) CHECK(sim::csv_as_read(text) == text);
  CHECK(sim::csv_as_read("-1,5") == "\"-1,5\"");
}

TEST_CASE("a number's text is the shortest that reads back as the number") {
  CHECK(sim::exact_text(0.1) == "0.1");
  CHECK(sim::exact_text(1.0 / 3) == "0.3333333333333333");
  CHECK(sim::exact_text(2026) == "2026");
  CHECK(sim::exact_text(std::numeric_limits<double>::quiet_NaN()) == "");
  CHECK(sim::exact_text(-std::numeric_limits<double>::infinity()) == "-Inf");
}

}  // namespace
