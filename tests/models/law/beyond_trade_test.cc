// Controls that give no verdict on a trade: on components, on renting, on what a chip must be able to say.
#include <doctest/doctest.h>

#include "tests/models/law/written_law.h"

using chokepoint::Component;
using chokepoint::Verdict;
using history::trade;
using written::Law;
using written::regime;

namespace {

const std::string kMemoryHeldBack =
    "controls:\n"
    "  memory: {kind: component_control, component: memory, to: [CN, MO], stops: 0.6}\n";
const std::string kRenting =
    "controls:\n"
    "  cloud: {kind: remote_access, tpp_limit: 4800, headquartered_in: [CN], verdict: denied}\n";

auto place(const char* code) { return history::library().network.find(code); }
auto chip(const char* key) { return history::library().catalogue.find(key); }

}  // namespace

TEST_CASE("a component is held back from the places of its control while it is in force") {
  const Law law({regime("a", "2024-12-31", kMemoryHeldBack)});
  CHECK(law.problems == "");
  REQUIRE(law.book.component(1, Component::kMemory, place("CN")) != nullptr);
  CHECK(law.book.component(1, Component::kMemory, place("CN"))->stops == 0.6);
  CHECK(law.book.component(0, Component::kMemory, place("CN")) == nullptr);
  CHECK(law.book.component(1, Component::kMemory, place("MY")) == nullptr);
  CHECK(law.book.component(1, Component::kTools, place("CN")) == nullptr);
  CHECK(law.on("2025-06-01", trade("H100_SXM", "CN")) == "free");
}

TEST_CASE("of two controls of one component the one that stops more counts") {
  const Law law({regime(
      "a", "2024-12-31",
      kMemoryHeldBack + "  more: {kind: component_control, component: memory, to: [D5], stops: 0.9}\n")});
  CHECK(law.book.component(1, Component::kMemory, place("CN"))->stops == 0.9);
}

TEST_CASE("renting is ruled on by the chip and the tenant's seat, and by lists") {
  const Law law({regime("a", "2024-01-01", kRenting)});
  CHECK(law.problems == "");
  const auto verdict = [&](int version, const char* key, const char* seat, const char* site) {
    return law.book.remote_access(version, chip(key), place(site), place(seat), false).verdict;
  };
  CHECK(verdict(1, "H100_SXM", "CN", "MY") == Verdict::kDenied);
  CHECK(verdict(1, "H20", "CN", "MY") == Verdict::kFree);
  CHECK(verdict(1, "H100_SXM", "SG", "MY") == Verdict::kFree);
  CHECK(verdict(0, "H100_SXM", "CN", "MY") == Verdict::kFree);
  CHECK(law.book.remote_access(1, chip("H100_SXM"), place("MY"), place("SG"), true).verdict ==
        Verdict::kDenied);
  CHECK(law.on("2024-06-01", trade("H100_SXM", "CN")) == "free");
}

TEST_CASE("a control on renting may be about sites in some places only") {
  const Law law({regime("a", "2024-01-01",
                        kRenting + "  other: {kind: remote_access, from: [US], "
                                   "headquartered_in: [D5], verdict: denied}\n")});
  CHECK(law.book.remote_access(1, chip("H20"), place("US"), place("CN"), false).verdict == Verdict::kDenied);
  CHECK(law.book.remote_access(1, chip("H20"), place("MY"), place("CN"), false).verdict == Verdict::kFree);
}

TEST_CASE("chips that are sold while a chip security rule is in force must say where they are") {
  const Law law(
      {regime("a", "2026-06-01", "controls:\n  location: {kind: chip_security, tpp_limit: 4800}\n")});
  CHECK(law.problems == "");
  CHECK_FALSE(law.book.location_verified(0, chip("H100_SXM")));
  CHECK(law.book.location_verified(1, chip("H100_SXM")));
  CHECK_FALSE(law.book.location_verified(1, chip("H20")));
}

TEST_CASE("a list means what listed firms own only while its affiliates rule is in force") {
  const std::string list = "controls: {list: {kind: entity_list, verdict: denied, entities: {}}}\n";
  const Law law(
      {regime("a", "2024-01-01", list),
       regime("b", "2025-01-01", "extends: a\nuntil: 2025-03-01\ncontrols: {list: {affiliates: 0.5}}\n")});
  CHECK(law.problems == "");
  CHECK_FALSE(law.book.affiliates_rule(1));
  CHECK(law.book.affiliates_rule(2));
  CHECK_FALSE(law.book.affiliates_rule(3));
}
