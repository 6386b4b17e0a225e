// The law of a scenario, ready for its runs: the rule book of its calendar, and one more for each loophole that the
// authority may close by itself, each with its table of rulings.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/enforcement/adaptation_state.h"
#include "models/law/ruling_table.h"
#include "sim/engine/calendar.h"

namespace chokepoint {

/// What binds, by week.
struct Law {
  RuleBook rules;
  std::shared_ptr<const RulingTable> rulings;  ///< of the rules, with which it is asked; set once compiled
  std::vector<int> version_of_week;            ///< the rule book's version in force
  std::vector<std::uint8_t> tenancies;         ///< who may rent abroad, see trade/operator
};

/// The law with no loophole closed, one, two, ... A closure is a regime in force from the day its loophole could be
/// seen: when it binds is for the run to say. Problems: those of build_rule_book, and a closure that changes quotas.
std::vector<Law> write_laws(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                            std::span<const LoopholeInput> loopholes, const Catalogue& catalogue,
                            const PlaceNetwork& places, sim::Problems& problems);

/// Fills in the versions by week.
void lay_out_versions(std::vector<Law>& laws, const sim::Calendar& calendar);
/// Gives each law its table of rulings, which fills as it is asked. `rules` is what they follow from beside the catalogue,
/// as text: the same laws share their tables, which are the same at all points of a study that varies no law. For any
/// thread.
void compile(std::vector<Law>& laws, const Catalogue& catalogue, const PlaceNetwork& places,
             const std::string& rules);

}  // namespace chokepoint
