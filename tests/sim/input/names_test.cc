#include "sim/input/names.h"

#include <doctest/doctest.h>

namespace {

/// What is said of a scenario's name, written as it stands after "scenario: ".
std::string said_of(const std::string& written) {
  sim::Problems problems;
  const sim::Node node = sim::parse_yaml("scenario: " + written + "\n", "a.yaml", problems);
  sim::check_name(node.find("scenario"), "scenario", problems);
  const std::string all = problems.describe();
  return all.substr(0, all.find(" ("));
}

}  // namespace

TEST_CASE("names of letters, digits and the signs of file names are taken") {
  for (const char* name : {"history", "2023-10", "bis_x2.5", "A+b"}) CHECK(said_of(name) == "");
}

TEST_CASE("a name is refused at the first letter that no file, table or shell takes everywhere") {
  CHECK(said_of("\"tight, but fair\"") == "a.yaml:1:17: 'tight, but fair' cannot be the name of a scenario");
  CHECK(said_of("Chip/ban") == "a.yaml:1:15: 'Chip/ban' cannot be the name of a scenario");
  CHECK(said_of("..") == "a.yaml:1:11: '..' cannot be the name of a scenario");
  CHECK(said_of("-n") == "a.yaml:1:11: '-n' cannot be the name of a scenario");
  CHECK(said_of("a$(rm)") == "a.yaml:1:12: 'a$(rm)' cannot be the name of a scenario");
  CHECK(said_of("a-算力") == "a.yaml:1:13: 'a-算力' cannot be the name of a scenario");
  CHECK(said_of("'it''s'") == "a.yaml:1:11: 'it's' cannot be the name of a scenario");
  CHECK(said_of("\"\"").starts_with("a.yaml:1:11: a scenario without a name"));
}

TEST_CASE("a name longer than files may have is refused by its beginning") {
  CHECK(said_of(std::string(64, 'a')) == "");
  CHECK(said_of(std::string(300, 'a')) ==
        "a.yaml:1:11: '" + std::string(40, 'a') + "...' is too long for the name of a scenario");
}
