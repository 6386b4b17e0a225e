// A switch for each mechanism that can be taken out, so that a study can ask what it does to the answer. All are on
// unless a scenario says otherwise; what is left when one is off is said beside it.
#pragma once

#include "sim/input/fields.h"

namespace chokepoint {

struct Mechanisms {
  bool component_controls = true;
  bool adaptation = true;
  bool dated_ranges = true;
  bool import_substitution = true;
  bool spending_answers = true;
  bool rushes = true;
  bool variants = true;
  bool domestic_chips = true;
  bool arms_abroad = true;
  bool renting = true;
  bool landlords = true;
  bool gate = true;
  bool smuggling = true;
  bool methods = true;
  bool learning = true;
  bool imitation = true;
  bool entry = true;
  bool premium = true;
  bool expectations = true;
  bool resale = true;
  bool scarcity_prices = true;
  bool diligence = true;
  bool scandals = true;
  bool customs = true;
  bool end_use_checks = true;
  bool cases = true;
  bool visibility = true;
  bool location_checks = true;
  bool whistle_blowers = true;
  bool failures = true;
  bool site_power = true;
  bool multipliers = true;
  bool second_paradigm = true;
  bool distillation = true;

  template <class Visit>
  void fields(Visit& visit) {
    visit("component_controls", component_controls,
          {.says = "controls on memory, dies and tools hold back Chinese makers; off: they do not"});
    visit("dated_ranges", dated_ranges,
          {.says = "dated figures of supply are drawn from their ranges; off: they stand at their values"});
    visit("import_substitution", import_substitution,
          {.says = "Chinese makers grow with the money that imports do not take; off: by their plans"});
    visit("adaptation", adaptation,
          {.says = "the authority closes loopholes where a scenario lets it; off: it closes none"});
    visit("spending_answers", spending_answers,
          {.says = "Chinese spending answers what imports offer; off: it stays as it was"});
    visit("rushes", rushes,
          {.says = "buyers bring purchases forward before an announced ban; off: they do not"});
    visit("variants", variants,
          {.says = "designers build variants under a new line; off: only real products"});
    visit("domestic_chips", domestic_chips, {.says = "Chinese chips are on sale; off: none"});
    visit("arms_abroad", arms_abroad, {.says = "Chinese firms buy through arms abroad; off: none do"});
    visit("renting", renting, {.says = "Chinese firms rent abroad; off: none do"});
    visit("landlords", landlords,
          {.says = "landlords abroad build sites for one Chinese tenant; off: none do"});
    visit("gate", gate, {.says = "China keeps imports out; off: it lets all in"});
    visit("smuggling", smuggling, {.says = "rings trade; off: none do"});
    visit("methods", methods, {.says = "rings choose among methods; off: fronts only"});
    visit("learning", learning, {.says = "rings learn from their own lots; off: first beliefs stand"});
    visit("imitation", imitation, {.says = "rings hear from and copy neighbours; off: each for itself"});
    visit("entry", entry, {.says = "rings enter and leave the trade; off: those of the first week stay"});
    visit("premium", premium, {.says = "the premium follows demand; off: it stays at 1.5"});
    visit("expectations", expectations,
          {.says = "the premium answers announced rules before their day; off: when they are in force"});
    visit(
        "resale", resale,
        {.says =
             "Chinese owners sell smuggled chips on where imports of the same use are cheaper; off: they keep them"});
    visit("scarcity_prices", scarcity_prices,
          {.says = "prices abroad answer shortages; off: all pay list prices"});
    visit("diligence", diligence, {.says = "sellers refuse suspicious orders; off: they serve all"});
    visit("scandals", scandals, {.says = "sellers take care after a scandal; off: as ever"});
    visit("customs", customs, {.says = "customs opens lots; off: none"});
    visit("end_use_checks", end_use_checks, {.says = "officers check sites; off: none do"});
    visit("cases", cases, {.says = "evidence becomes action against rings and listings; off: never"});
    visit("visibility", visibility,
          {.says = "large rings and channels are noticed by their size; off: never"});
    visit("location_checks", location_checks, {.says = "chips that can tell where they are do; off: never"});
    visit("whistle_blowers", whistle_blowers, {.says = "insiders report rings; off: never"});
    visit("failures", failures, {.says = "chips fail; off: they last"});
    visit("site_power", site_power, {.says = "power limits the largest site; off: it does not"});
    visit("multipliers", multipliers, {.says = "compute multipliers arrive and spread; off: none"});
    visit("second_paradigm", second_paradigm,
          {.says = "a second stage of training has its own curve; off: none"});
    visit("distillation", distillation,
          {.says = "labs learn from the answers of better models; off: none do"});
  }
};

}  // namespace chokepoint
