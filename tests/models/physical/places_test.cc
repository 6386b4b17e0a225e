#include "models/physical/places.h"

#include <limits>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/networks.h"

namespace {

using chokepoint::PlaceNetwork;

PlaceNetwork shipped_places() {
  sim::Problems problems;
  const auto file = sim::read_yaml(REPOSITORY "/scenarios/places.yaml", "scenarios/places.yaml", problems);
  PlaceNetwork network = chokepoint::read_place_network(file, problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return network;
}

/// Places A to D and lanes between them, as pairs of letters.
PlaceNetwork small_network(const std::vector<std::string>& lanes, sim::Problems& problems) {
  return chokepoint::read_place_network(
      sim::parse_yaml(tiny::network_text('D', lanes), "places.yaml", problems), problems);
}

std::string path_between(const PlaceNetwork& network, std::string_view start, std::string_view end,
                         const std::vector<double>& weights) {
  std::string codes{start};
  for (const auto lane : network.least_cost_path(network.find(start), network.find(end), weights)) {
    codes += network.code[network.to[lane]];
  }
  return codes;
}

}  // namespace

TEST_CASE("the network holds 20 places and a way from Taiwan to each that is not embargoed") {
  const PlaceNetwork network = shipped_places();
  CHECK(network.places() == 20);
  const std::vector<double> weights(network.lanes(), 1.0);
  for (const auto place : sim::ids(network.code)) {
    if (network.code[place] == "TW") continue;
    CAPTURE(network.code[place]);
    CHECK(!network.least_cost_path(network.find("TW"), place, weights).empty());
  }
}

TEST_CASE("a country group stands for its members and a code for one place") {
  const PlaceNetwork network = shipped_places();
  CHECK(network.set_of("D5")->count() == 4);
  CHECK(network.set_of("D5")->test(network.find("MO").index()));
  CHECK(network.set_of("MY")->count() == 1);
  CHECK(!network.set_of("D9"));
}

TEST_CASE("a place is found by code or name in any case, and a misspelt one gets help") {
  const PlaceNetwork network = shipped_places();
  CHECK(network.find_by_user_text("cn").place == network.find("CN"));
  CHECK(network.find_by_user_text("hong kong").place == network.find("HK"));
  CHECK(network.find_by_user_text("Malasia").why == "did you mean 'Malaysia'?");
  CHECK(network.find_by_user_text("XX").why.find("accepted: US, MY, SG") == 0);
}

TEST_CASE("the cheapest path wins over the shortest, and a closed lane is not taken") {
  sim::Problems problems;
  const PlaceNetwork network = small_network({"AD", "AB", "BD"}, problems);
  REQUIRE(problems.empty());
  CHECK(path_between(network, "A", "D", {5, 2, 2}) == "ABD");
  CHECK(path_between(network, "A", "D", {3, 2, 2}) == "AD");
  const double closed = std::numeric_limits<double>::infinity();
  CHECK(path_between(network, "A", "D", {3, 2, closed}) == "AD");
  CHECK(path_between(network, "A", "D", {closed, 2, closed}) == "A");
  CHECK(path_between(network, "D", "A", {1, 1, 1}) == "D");
}

TEST_CASE("of paths that weigh the same the lower lane wins, whatever the order of places") {
  sim::Problems problems;
  const std::vector<double> even(4, 0.1);
  CHECK(path_between(small_network({"AB", "AC", "BD", "CD"}, problems), "A", "D", even) == "ABD");
  CHECK(path_between(small_network({"AC", "AB", "BD", "CD"}, problems), "A", "D", even) == "ACD");
  CHECK(problems.empty());
}

TEST_CASE("a path needs one positive weight a lane") {
  sim::Problems problems;
  const PlaceNetwork network = small_network({"AB"}, problems);
  const std::vector<double> none;
  const std::vector<double> zero{0};
  CHECK_THROWS_AS(network.least_cost_path(network.find("A"), network.find("B"), none), std::invalid_argument);
  CHECK_THROWS_AS(network.least_cost_path(network.find("A"), network.find("B"), zero), std::invalid_argument);
}

TEST_CASE("lanes to unknown places or to themselves are refused") {
  sim::Problems problems;
  small_network({"AB", "CC", "AX"}, problems);
  const std::string said = problems.describe();
  CHECK(said.find("a lane from 'C' to itself") != std::string::npos);
  CHECK(said.find("unknown place 'X'") != std::string::npos);
}
