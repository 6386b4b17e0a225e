#include "sim/experiment/run_key.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace {

std::string key(const std::vector<std::string>& parts) { return sim::run_key(parts); }

TEST_CASE("a run's key is the UUID that Python makes of its parts") {
  // Made by the line of Python in the header.
  CHECK(key({}) == "e129f27c51035c5c844bcdf0a15e160d");
  CHECK(key({"0.1.0", "beef", "0.5", "7"}) == "2a62931fc9af51deb07feef2baec39db");
  CHECK(key({"gr\xC3\xB6\xC3\x9F"
             "e",
             ""}) == "28224d54d6d7542aa347bceb30a7f5ea");
}

TEST_CASE("parts that only join alike have other keys") {
  CHECK(key({"ab", "c"}) != key({"a", "bc"}));
  CHECK(key({"ab", "c"}) != key({"abc"}));
  CHECK(key({"a"}) != key({"a", ""}));
  CHECK(key({"1:a"}) != key({"a"}));
}

}  // namespace
