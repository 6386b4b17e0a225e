#include "tools/trace/explanation.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "tests/support/program.h"
#include "tests/support/tiny_world.h"
#include "tools/trace/event_sentence.h"
#include "tools/trace/find_event.h"
#include "tools/trace/traced_run.h"

namespace {

using chokepoint::EventKind;

tests::ProgramRun explain(const std::string& words) {
  return tests::run_program(REPOSITORY, "explain " + words);
}

bool says(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Customs that keeps about every second lot.
const tiny::Overrides kStrict{"parameters.enforcement.found_when_opened=1", "enforcement.inspections=20"};

tools::EventSearch search(const tiny::Run& run, const std::string& words) {
  sim::Problems problems;
  const tools::EventSearch found = tools::read_event_search(words, run.scenario, problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return found;
}

std::string explained(const tiny::Run& run, const std::string& words) {
  const tools::FoundEvent found = tools::find_event(run.world, search(run, words));
  REQUIRE(found.event);
  return tools::explain_event(run.world, *found.event);
}

}  // namespace

TEST_CASE("a seized lot is explained from its order to the case it opened") {
  const tiny::Run run(kStrict);
  const std::string text = explained(run, "first seizure of H100");
  CAPTURE(text);
  std::size_t at = 0;
  for (const char* part : {"order ", "law: H100_SXM from US to MY: free, no control speaks", "to CN: denied",
                           "threshold/to-China tiny regime:", "looks and finds nothing (chance ",
                           "delivered to front ", "sets out on MY>HK", "after ",
                           "seized by customs at the end of ", "What it led to", "case against ring "}) {
    const std::size_t next = text.find(part, at);
    CHECK_MESSAGE(next != std::string::npos, part);
    if (next != std::string::npos) at = next;
  }
}

TEST_CASE("the text of an explanation") {
  const tiny::Run run;
  const auto front = run.world.buyer_of(sim::Id<chokepoint::Front>(7));
  const sim::Id<chokepoint::Ring> ring(1);
  const sim::Id<chokepoint::Seller> seller(3);
  const auto h100 = run.chip("H100_SXM");
  const std::vector<chokepoint::Event> events{
      {.kind = EventKind::kOrdered,
       .week = 30,
       .order = 9,
       .buyer = front,
       .seller = seller,
       .product = h100,
       .units = 16},
      {.kind = EventKind::kSold,
       .week = 30,
       .order = 9,
       .buyer = front,
       .seller = seller,
       .product = h100,
       .units = 8,
       .chance = 0.08,
       .drawn = 0.3},
      {.kind = EventKind::kDelivered, .week = 31, .order = 9, .buyer = front, .product = h100, .units = 8},
      {.kind = EventKind::kMoved,
       .week = 33,
       .order = 9,
       .buyer = front,
       .ring = ring,
       .product = h100,
       .lane = run.lane("MY", "CN"),
       .units = 8},
      {.kind = EventKind::kSeized,
       .week = 35,
       .order = 9,
       .buyer = front,
       .ring = ring,
       .product = h100,
       .lane = run.lane("MY", "CN"),
       .units = 8,
       .chance = 0.02,
       .drawn = 0.01},
      {.kind = EventKind::kCaseOpened, .week = 35, .ring = ring, .value = 40},
      {.kind = EventKind::kListed, .week = 75, .buyer = front, .ring = ring},
      {.kind = EventKind::kActed, .week = 75, .ring = ring, .value = 1250000}};
  CHECK(tools::explain_chain(run.world, events, events.front()) ==
        R"(2023-07-31  order 9: front 7 of ring 1 in MY asks seller 3 in MY for 16 H100_SXM
            law: H100_SXM from US to MY: free, no control speaks
            law: H100_SXM from US to CN: denied
              threshold/to-China tiny regime:12: denied
2023-07-31  seller 3 in MY looks and finds nothing (chance 0.0800, drawn 0.3000); sells 8 H100_SXM
2023-08-07  8 H100_SXM delivered to front 7 of ring 1 in MY
2023-08-21  sets out on MY>CN
            after 2 weeks with its front
2023-09-04  8 H100_SXM seized by customs at the end of MY>CN (chance 0.0200, drawn 0.0100)

What it led to
2023-09-04  case against ring 1 opened, to come to action in 40 weeks, on 2024-06-10
2024-06-10  front 7 of ring 1 in MY listed
2024-06-10  action against ring 1: 1.25 M USD taken
)");
}

TEST_CASE("a licence is explained by its filing and its ruling, with the odds and the number drawn") {
  const tiny::Run run({tiny::calendar({"ban", "licences"})});
  const std::string text = explained(run, "first licence of H20");
  CAPTURE(text);
  CHECK(says(text, "files for "));
  CHECK(says(text, "licence, case by case, letters/to-China tiny regime:"));
  CHECK(says(text, "to be ruled in 9 weeks"));
  CHECK(says(text, "granted (chance 1.0000, drawn "));
}

TEST_CASE("a front's listing is explained by the evidence that opened the case") {
  const tiny::Run run(
      {"parameters.enforcement.checks_per_officer=500", "parameters.enforcement.found_by_check=1"});
  const std::string text = explained(run, "first listing");
  CAPTURE(text);
  CHECK(says(text, "end-use check of front "));
  CHECK(says(text, "chips gone (chance 1.0000, drawn "));
  CHECK(says(text, " listed at once"));
}

TEST_CASE("what is sought is read from words") {
  const tiny::Run run;
  const tools::EventSearch third = search(run, "3rd seizure of h100 after 2024-02 before 2024");
  CHECK(third.kinds[static_cast<std::size_t>(EventKind::kSeized)]);
  CHECK(third.nth == 3);
  CHECK(third.chip == run.chip("H100_SXM"));
  CHECK(third.after->iso() == "2024-02-01");
  CHECK(third.before->iso() == "2024-01-01");
  CHECK(search(run, "listing").nth == 1);
}

TEST_CASE("every kind that trace prints can be sought and explained") {
  const tiny::Run run;
  for (int number = 0; number < chokepoint::kEventKinds; ++number) {
    const auto kind = static_cast<EventKind>(number);
    CAPTURE(chokepoint::name_of(kind));
    const tools::EventSearch found = search(run, fmt::format("2nd {} of H100", chokepoint::name_of(kind)));
    CHECK(found.kinds[static_cast<std::size_t>(kind)]);
    chokepoint::Event event{.kind = kind,
                            .week = 30,
                            .buyer = run.world.buyer_of(sim::Id<chokepoint::Front>(7)),
                            .seller = sim::Id<chokepoint::Seller>(3),
                            .ring = sim::Id<chokepoint::Ring>(1),
                            .product = run.chip("H100_SXM"),
                            .lane = run.lane("MY", "CN"),
                            .units = 8,
                            .note = "BigCloud"};
    CHECK(says(tools::explain_chain(run.world, {}, event), "2023-07-31  "));
    event.order = 9;
    CHECK(says(tools::explain_chain(run.world, {event}, event), "2023-07-31  "));
  }
}

TEST_CASE("an order that a rule stopped is explained by its reason and the law") {
  const tiny::Run run({tiny::calendar({"ban", "licences"})});
  const std::string text = explained(run, "first refused by rule of H20");
  CAPTURE(text);
  CHECK(says(text, "files for "));
  CHECK(says(text, " wants "));
  CHECK(says(text, ": licence pending"));
  CHECK(says(text, "stopped by: licence, case by case, letters/to-China tiny regime:"));
}

TEST_CASE("a stop by a quota and a licence under one say how much of the ceiling had been used") {
  const tiny::Run abroad({"calendar=[{regime: ceilings}]"});
  const std::string spent = explained(abroad, "first refused by rule of H100");
  CAPTURE(spent);
  CHECK(says(spent, "; cut to 0 chips; before, 15,832,000 of 15,832,000 TPP for each place"));
  CHECK(says(spent, ": quota spent: 15,832,000 of 15,832,000 TPP for each place used of 'tier-ceiling'"));

  const tiny::Run licensed(
      {tiny::calendar({"ban from 2023-01-02", "quota from 2023-01-02", "licences from 2023-01-02"})});
  const std::string granted = explained(licensed, "first granted of H20");
  CAPTURE(granted);
  CHECK(says(granted, "; before, 0 of 300 chips a buyer used of 'ceiling'"));
}

TEST_CASE("a grant says what the quotas cut it to, by the ceiling that leaves least") {
  tiny::Run run(
      {tiny::calendar({"ban from 2023-01-02", "quota from 2023-01-02", "licences from 2023-01-02"})});
  const tools::EventWords words(run.world);
  int cut = 0;
  bool in_all = false;
  tools::run_traced(run.world, [&](const chokepoint::World&, std::span<const chokepoint::Event> events) {
    for (const chokepoint::Event& event : events) {
      if (event.kind != EventKind::kGranted) continue;
      const auto left = static_cast<double>(event.ceiling.most - event.ceiling.used);
      CHECK(event.value == std::min(left, static_cast<double>(event.units)));
      if (event.value == static_cast<double>(event.units)) continue;
      ++cut;
      CHECK(says(tools::sentence_of(words, event),
                 fmt::format("; cut to {:.0f} chips; before, ", event.value)));
      in_all |= says(words.ceiling(event), " of 700 chips in all used of 'ceiling'");
    }
    return tools::Tracing::kGoOn;
  });
  CHECK(cut > 0);
  CHECK(in_all);
}

TEST_CASE("events are found by their actor: a firm, a ring, a seller") {
  const tiny::Run run;
  sim::Problems problems;
  tools::EventSearch query = search(run, "first order");
  query.who = tools::understand_who("BigCloud", run.world, problems);
  const tools::FoundEvent found = tools::find_event(run.world, query);
  REQUIRE(found.event);
  CHECK(tools::EventWords(run.world).buyer(found.event->buyer).starts_with("BigCloud"));
  query = search(run, "2nd smuggled in");
  const sim::Id<chokepoint::Ring> ring = tools::find_event(run.world, query).event->ring;
  query = search(run, "first smuggled in");
  query.who = tools::understand_who(fmt::format("ring:{}", ring.index()), run.world, problems);
  CHECK(tools::find_event(run.world, query).event->ring == ring);
  CHECK(problems.empty());
}

TEST_CASE("the n-th event found is the n-th of the run") {
  const tiny::Run run(kStrict);
  const auto second = tools::find_event(run.world, search(run, "2nd seizure"));
  const auto first = tools::find_event(run.world, search(run, "first seizure"));
  REQUIRE(second.event);
  CHECK(second.seen == 2);
  CHECK(second.event->order > first.event->order);
  CHECK(!tools::find_event(run.world, search(run, "first seizure before 2023-02")).event);
}

TEST_CASE("explain refuses what the run has not, and what it does not understand") {
  const char* set = "history --set span.last=2022-03-31 ";
  const auto unknown = explain(std::string(set) + "--order 99999999");
  CHECK(unknown.status == 2);
  CHECK(says(unknown.err, "--order: no order 99999999 in run 0 (orders 1 to "));
  const auto never = explain(std::string(set) + "--seizure 1");
  CHECK(never.status == 2);
  CHECK(says(never.err, "--seizure: no such event in run 0 (0 of the kind in the whole run"));
  CHECK(says(explain(set).err, "nothing to explain (give one of --order N"));
  CHECK(says(explain(std::string(set) + "--find 'first seizur of H100'").err,
             "--find: unknown word 'seizur' (did you mean 'seizure'?)"));
  CHECK(says(explain(std::string(set) + "--find 'seizure in 2024'").err, "--find: unknown word 'in'"));
}
