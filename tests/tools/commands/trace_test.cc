#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "models/record/standings.h"
#include "models/setup.h"
#include "models/week.h"
#include "sim/engine/parallel.h"
#include "tests/support/program.h"
#include "tests/support/tiny_world.h"
#include "tools/scenarios/files.h"
#include "tools/trace/event_words.h"

namespace {

using chokepoint::Event;
using chokepoint::EventKind;
using sim::Id;

tests::ProgramRun trace(const std::string& words) { return tests::run_program(REPOSITORY, "trace " + words); }

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("trace writes what a firm got, with one header, in order of date") {
  const auto ran = trace("history --who deepseek --kind held,delivered --until 2022-04-30");
  CAPTURE(ran.err);
  CHECK(ran.status == 0);
  const auto lines = lines_of(ran.out);
  REQUIRE(lines.size() > 5);
  CHECK(lines[0] ==
        "date,kind,order,buyer,seller,ring,chip,lane,units,value,chance,drawn,ruling,rule,note\r");
  CHECK(says(lines[1], "2021-12-20,held,,DeepSeek,,,A100_80"));
  CHECK(std::is_sorted(lines.begin() + 1, lines.end(), [](const std::string& a, const std::string& b) {
    return a.substr(0, 10) < b.substr(0, 10);
  }));
  CHECK(std::count(lines.begin(), lines.end(), lines[0]) == 1);
  CHECK(says(ran.out, ",delivered,"));
  CHECK(says(ran.out, ",legal\r"));
}

TEST_CASE("an event says which rule refused an order, and where it is written") {
  tiny::Run run({tiny::calendar({"ban", "licences"})});
  chokepoint::Trace events;
  run.world.trace = &events;
  run.until("2023-09-01");
  const auto refused = std::find_if(events.events.begin(), events.events.end(), [](const Event& event) {
    return event.kind == EventKind::kRefusedByRule;
  });
  REQUIRE(refused != events.events.end());
  const std::string rule = tools::EventWords(run.world).rule(refused->ruling, refused->week);
  CHECK(rule.starts_with("letters/to-China tiny regime:"));
}

TEST_CASE("an event is told by the law of its week, whatever the authority has closed since") {
  tiny::Run run({tiny::calendar({"licensing"}), "adaptation=[{closes: ban, since: 2023-03-06}]",
                 "enforcement.closing=100"});
  chokepoint::Trace events;
  run.world.trace = &events;
  run.to_end();
  REQUIRE(run.world.adaptation.closed() == 1);
  std::vector<std::string> enacted;
  for (const Event& event : events.events) {
    if (event.kind == EventKind::kEnacted) enacted.push_back(tools::EventWords(run.world).note(event));
  }
  CHECK(enacted == std::vector<std::string>{"licensing", "licensing list ban"});
}

TEST_CASE("trace reports every word it does not understand and exits with 2") {
  const auto ran = trace("history --who DeepSek --kind seizd,moved --chip H1000 --from 2022-13-01");
  CHECK(ran.status == 2);
  CHECK(says(ran.err,
             "--who: nobody is called 'DeepSek' (did you mean 'DeepSeek'?; or ring:N, front:N, seller:N)"));
  CHECK(says(ran.err, "--kind: unknown kind 'seizd' (did you mean 'seized'?)"));
  CHECK(says(ran.err, "--chip: unknown chip 'H1000'"));
  CHECK(says(ran.err, "--from: bad date '2022-13-01'"));
  CHECK(says(ran.err, "4 problems"));
}

TEST_CASE("a row that is not there is refused with those that are") {
  CHECK(says(trace("history --who ring:900").err, "--who: no ring '900' (accepted: ring:0 to ring:199)"));
  CHECK(trace("history --who front:x").status == 2);
}

TEST_CASE("buyers, fronts and sellers have names that people know") {
  const tiny::Run run;
  const tools::EventWords words(run.world);
  CHECK(words.buyer(words.find("bigcloud")) == "BigCloud");
  CHECK(words.buyer(words.find("BigCloud abroad")) == "BigCloud abroad");
  CHECK(words.find("Nobody").is_none());
  CHECK(words.buyer(run.world.buyer_of(Id<chokepoint::Front>(5))) == "front 5 of ring 1 in MY");
  CHECK(words.seller(Id<chokepoint::Seller>(0)) == "seller 0 in US");
  CHECK(words.lane(run.lane("MY", "HK")) == "MY>HK");
  CHECK(words.ring_of({.buyer = run.world.buyer_of(Id<chokepoint::Front>(5))}) == Id<chokepoint::Ring>(1));
}

TEST_CASE("a filter keeps what is asked: kinds, who, chip, days") {
  const tiny::Run run;
  const tools::EventWords words(run.world);
  sim::Problems problems;
  const auto filter = tools::understand(
      {.kinds = "seized,case-opened", .who = "ring:1", .chip = "H100", .from = "2023-02-01"}, run.world,
      problems);
  CHECK(problems.empty());
  const Event event{.kind = EventKind::kSeized,
                    .week = 20,
                    .ring = Id<chokepoint::Ring>(1),
                    .product = run.chip("H100_SXM")};
  CHECK(filter.matches(words, event));
  const auto changed = [&](auto change) {
    Event other = event;
    change(other);
    return filter.matches(words, other);
  };
  CHECK(!changed([](Event& other) { other.kind = EventKind::kMoved; }));
  CHECK(!changed([](Event& other) { other.week = 2; }));
  CHECK(!changed([](Event& other) { other.ring = Id<chokepoint::Ring>(0); }));
  CHECK(!changed([&](Event& other) { other.product = run.chip("H20"); }));
}

/// DeepSeek's chips at the end of a run, in H100e by class.
std::array<double, chokepoint::kStockClasses> fleet_of_deepseek(const chokepoint::World& world) {
  std::array<double, chokepoint::kStockClasses> fleet{};
  const auto row = world.chinese_of(tools::EventWords(world).find("DeepSeek"));
  for (const auto product : world.scenario->simulated) {
    for (std::size_t p = 0; p < chokepoint::kProvenances; ++p) {
      const auto at = class_today(world, product, static_cast<chokepoint::Provenance>(p));
      fleet[static_cast<std::size_t>(at)] +=
          world.stocks.in_china[p](row, product) * world.scenario->products[product].h100e;
    }
  }
  return fleet;
}

TEST_CASE("at the end of 2024 DeepSeek holds chips not yet banned, shipped before their ban, and smuggled") {
  const auto scenario = std::move(
      tools::load_scenarios(REPOSITORY "/scenarios", {"history"}, {"span.last=2025-01-06"}).front());
  constexpr std::size_t kRuns = 8;
  std::array<int, kRuns> mixed{};
  sim::for_each_run(kRuns, [&](std::size_t run) {
    chokepoint::World world = chokepoint::make_world(scenario, sim::RandomStreams{1, run});
    while (world.week + 1 < scenario.calendar.weeks) chokepoint::run_week(world);
    const auto fleet = fleet_of_deepseek(world);
    const auto holds = [&](chokepoint::StockClass stock) {
      return fleet[static_cast<std::size_t>(stock)] > 0;
    };
    mixed[run] = holds(chokepoint::StockClass::kStillLegal) && holds(chokepoint::StockClass::kBeforeBan) &&
                 holds(chokepoint::StockClass::kSmuggled);
  });
  CHECK(std::count(mixed.begin(), mixed.end(), 1) > static_cast<long>(kRuns) / 2);
}
