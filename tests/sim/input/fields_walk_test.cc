#include "sim/input/fields_walk.h"

#include <doctest/doctest.h>

#include "tests/sim/input/example.h"

namespace {

const char* const kRegime =
    "from: 2023-10-17\n"
    "controls:\n"
    "  caps: {kind: quota, chips: 5, leak: 0.5}\n"
    "  chips: {kind: performance_threshold, tpp_limit: 1}\n"
    "places:\n"
    "  AE: {hubness: 0.25}\n"
    "  SG:\n"
    "    hubness: 0.75\n"
    "    imports: [{date: 2024-01-01, value: 1, source: x, confidence: A}]\n";

struct Fabs {
  std::vector<sim::Parameter> yields{{.value = 1}, {.value = 2}};
  template <class Visit>
  void fields(Visit& visit) {
    visit("yields", yields, {.says = "yields"});
  }
};

}  // namespace

TEST_CASE("every parameter is visited with its path, in the order declared and written") {
  example::Regime regime = example::regime_of(kRegime);
  std::string seen;
  sim::for_each_parameter(regime,
                          [&](const std::string& path, sim::Parameter& parameter, const sim::Says& says) {
                            seen += fmt::format("{} {} {}; ", path, parameter.value, says.unit);
                          });
  CHECK(
      seen ==
      "controls.caps.leak 0.5 fraction; places.AE.hubness 0.25 fraction; places.SG.hubness 0.75 fraction; ");
}

TEST_CASE("a visited parameter can be replaced by its draw") {
  example::Regime regime = example::regime_of(kRegime);
  sim::for_each_parameter(
      regime, [](const std::string&, sim::Parameter& parameter, const sim::Says&) { parameter.value = 9; });
  CHECK(regime.places.find("SG")->hubness == 9.0);
}

TEST_CASE("dated figures are visited where they are written") {
  example::Regime regime = example::regime_of(kRegime);
  std::string seen;
  sim::for_each_series(regime,
                       [&](const std::string& path, sim::Series&, const sim::Says&) { seen += path; });
  CHECK(seen == "places.SG.imports");
}

TEST_CASE("items of a list are told apart by number") {
  Fabs fabs;
  std::string seen;
  sim::for_each_parameter(fabs, [&](const std::string& path, sim::Parameter& parameter, const sim::Says&) {
    seen += fmt::format("{}={} ", path, parameter.value);
  });
  CHECK(seen == "yields[0]=1 yields[1]=2 ");
}
