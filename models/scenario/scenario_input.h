// A scenario as it is written: a policy laid over the shared facts. One struct names every field once.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/compute/world_state.h"
#include "models/enforcement/enforcement.h"
#include "models/kinds.h"
#include "models/law/rule_book.h"
#include "models/physical/goods.h"
#include "models/physical/places.h"
#include "models/physical/supply.h"
#include "models/scenario/mechanisms.h"
#include "models/scenario/population.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct SpanInput {
  sim::Date first = sim::Date::of(2022, 1, 3);
  sim::Date last = sim::Date::of(2028, 12, 31);

  template <class Visit>
  void fields(Visit& visit) {
    visit("first", first, {.says = "first day of the first week"});
    visit("last", last, {.says = "last day"});
  }
  void check(sim::Checker& checker) const;
};

struct PopulationScale {
  double scale = 1;
  int rings = 200;
  int fronts_per_ring = 40;

  template <class Visit>
  void fields(Visit& visit) {
    visit("scale", scale,
          {.says = "rows for one ring, front or small buyer of the world, each with that part of its money",
           .unit = "x",
           .low = 0.01,
           .high = 10000});
    visit("rings", rings, {.says = "smuggling rings that may form", .low = 0, .high = 1e7});
    visit("fronts_per_ring", fronts_per_ring,
          {.says = "most fronts that a ring keeps", .low = 1, .high = 10000});
  }
};

/// A scenario, as read; the catalogue, the places and the regimes are read by their own readers.
struct ScenarioInput {
  std::string scenario;
  std::string title;
  std::string says;
  SpanInput span;
  QuestionInput question;
  PopulationScale population;
  std::vector<CalendarEntry> calendar;
  std::vector<CalendarChange> calendar_changes;
  EnforcementInput enforcement;
  std::vector<LoopholeInput> adaptation;
  bool letters_on_variants = false;
  Mechanisms mechanisms;
  std::vector<GateInput> gate;
  GateAfterInput gate_after;
  std::optional<StateCentresInput> state_centres_domestic_from;
  SupplyInput supply;
  PopulationInput actors;
  LabsInput labs;
  Parameters parameters;

  template <class Visit>
  void fields(Visit& visit) {
    visit("scenario", scenario, {.says = "short name, as in tables", .required = true});
    visit("title", title, {.says = "name a reader understands", .required = true});
    visit("says", says, {.says = "what it is, in two sentences", .required = true});
    visit("span", span, {.says = "first and last day of a run"});
    visit("question", question, {.says = "what counts as a million-chip cluster, and what follows"});
    visit("population", population, {.says = "how many agents"});
    visit("calendar", calendar,
          {.says = "the control regimes, with dates when they differ from the regime's own"});
    visit("calendar_changes", calendar_changes,
          {.says = "regimes added to the calendar, taken out of it or moved, without writing it anew"});
    visit("enforcement", enforcement, {.says = "how hard controls are enforced"});
    visit("adaptation", adaptation, {.says = "loopholes that the authority closes by itself, in order"});
    visit(
        "letters_on_variants", letters_on_variants,
        {.says =
             "whether the authority answers each variant that the model builds by a letter that puts it under a "
             "licence, a lag after its launch"});
    visit("mechanisms", mechanisms, {.says = "mechanisms that can be taken out"});
    visit("gate", gate, {.says = "what China lets in, over time"});
    visit("gate_after", gate_after, {.says = "what governs the gate after its dated entries"});
    visit("state_centres_domestic_from", state_centres_domestic_from,
          {.says = "when state data centres stop taking foreign chips; never when not said"});
    visit("supply", supply, {.says = "what can be made", .required = true});
    visit("actors", actors, {.says = "who buys and sells", .required = true});
    visit("labs", labs, {.says = "who trains models", .required = true});
    visit("parameters", parameters, {.says = "what is uncertain", .required = true});
  }
};

}  // namespace chokepoint
