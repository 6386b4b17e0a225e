#include "tools/scenarios/belief_file.h"

#include <fstream>

#include <doctest/doctest.h>

#include "models/setup.h"
#include "tests/support/folder.h"
#include "tests/support/tiny_world.h"

namespace tools {
namespace {

/// Reads a text as a posterior file; what is wrong with it, in `problems`.
BeliefPointer read_text(const std::string& text, sim::Problems& problems) {
  const tests::Folder folder;
  const auto file = folder.path / "p.csv";
  std::ofstream(file) << text;
  return read_belief(file.string(), problems);
}

TEST_CASE("run k draws the k-th point for parameters that a posterior names, others from their priors") {
  sim::Problems problems;
  tiny::Run run(
      {"parameters.rings.hurdle={value: 0.1, low: 0, high: 1, shape: uniform, source: x, confidence: C}"});
  believe(run.scenario, read_text("rings.hurdle\n0.25\n0.75\n", problems), problems);
  REQUIRE(problems.empty());
  const auto hurdle = [&](std::uint64_t number) {
    return chokepoint::draw_parameters(run.scenario.parameters, {1, number}).rings.hurdle.value;
  };
  CHECK(hurdle(0) == 0.25);
  CHECK(hurdle(1) == 0.75);
  CHECK(hurdle(2) == 0.25);
}

TEST_CASE("a scenario that is believed otherwise is another scenario to a store") {
  sim::Problems problems;
  tiny::Run run;
  const std::uint64_t before = run.scenario.hash;
  believe(run.scenario, nullptr, problems);
  CHECK(run.scenario.hash == before);
  believe(run.scenario, read_text("rings.hurdle\n0.5\n", problems), problems);
  CHECK(run.scenario.hash != before);
}

TEST_CASE("every wrong value and length of a posterior is refused, and a parameter that nobody knows") {
  sim::Problems problems;
  CHECK(read_text("a,b\n0.5,1.5\nx,0\n1\n", problems) != nullptr);
  CHECK(problems.size() == 3);
  sim::Problems none;
  read_text("a\n", none);
  CHECK(none.all().front().what.starts_with("no draws in"));
  sim::Problems unknown;
  tiny::Run run;
  believe(run.scenario, read_text("rings.hurdel\n0.5\n", unknown), unknown);
  CHECK(unknown.all().front().why == "did you mean 'rings.hurdle'?");
  sim::Problems missing;
  CHECK(read_belief("nowhere.csv", missing) == nullptr);
  CHECK(missing.size() == 1);
}

TEST_CASE(
    "runs draw from the folder's posterior, from a file that is named, or from priors that are asked for") {
  const tests::Folder folder;
  CHECK(belief_file({}, folder.path).empty());
  CHECK(command_words({}, folder.path) == " --prior");
  const std::string shipped = (folder.path / "posterior.csv").string();
  std::ofstream(shipped) << "rings.hurdle\n0.5\n";
  CHECK(belief_file({}, folder.path) == shipped);
  CHECK(command_words({}, folder.path).empty());
  CHECK(belief_file({.file = "p.csv"}, folder.path) == "p.csv");
  CHECK(command_words({.file = "p.csv"}, folder.path) == " --posterior p.csv");
  CHECK(belief_file({.prior = true}, folder.path).empty());
  sim::Problems both;
  read_belief({.file = shipped, .prior = true}, folder.path, both);
  CHECK(both.all().front().what.starts_with("--prior and --posterior"));
}

}  // namespace
}  // namespace tools
