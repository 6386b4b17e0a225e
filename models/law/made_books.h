// Rule books made lately, and the text that they are made of: the policies that a command reads have both in common.
#pragma once

#include <span>
#include <string>

#include "models/law/rule_book.h"
#include "sim/input/node.h"

namespace chokepoint {

/// Every figure and word of its chips that a rule may look at.
std::string text_of(const Catalogue& catalogue);

/// The files of regimes, one after the other, as write_yaml() writes them. For any thread.
std::string text_of(std::span<const sim::Node> regimes);

/// As build_rule_book(), which is asked only where the same book was not made lately of the same files. For any thread.
RuleBook made_rule_book(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                        const Catalogue& catalogue, const PlaceNetwork& network, sim::Problems& problems);

}  // namespace chokepoint
