// A ruling in words: what it means, what decided, and what is open.
#pragma once

#include <string>
#include <vector>

#include "models/law/rule_book.h"
#include "tools/scenarios/folder.h"

namespace tools {

/// Where a clause is written: "scenarios/regimes/2023-10.yaml:48"; "" for one that is nowhere.
std::string place_of(const chokepoint::Clause& clause);
/// What the verdict means for the trade, with what is due and the ceilings it counts towards.
std::string sentence(const chokepoint::Ruling& ruling, const chokepoint::RuleBook& book, int version);
/// The clause that decides; -1 when nothing catches the trade.
int deciding(const chokepoint::Ruling& ruling);
/// The control, row, place and regime that decided, as two lines.
std::string decided_by(const chokepoint::Ruling& ruling, const chokepoint::RuleBook& book);
/// What the regimes in force leave open, a line each.
std::vector<std::string> not_known(const Library& library, const chokepoint::LawVersion& version);
/// What the guidance in force says of a chip, by key.
std::vector<std::string> guidance_on(const std::string& chip, const Library& library,
                                     const chokepoint::LawVersion& version);

}  // namespace tools
