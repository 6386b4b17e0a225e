// A calendar's controls as they are written, version by version, before names in them are looked up: the same for every
// catalogue of chips.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "models/law/control_kinds.h"
#include "models/law/regimes.h"

namespace chokepoint {

struct WrittenControl {
  std::string name;
  sim::Where at;
  std::shared_ptr<const Control> control;  ///< one for all versions in which it is written alike
};

struct WrittenVersion {
  sim::Date first;
  std::vector<std::string> regimes;      ///< names of those in force
  std::vector<WrittenControl> controls;  ///< in the order that settles ties
  std::vector<std::string> unread;       ///< those of no known kind
};

using WrittenLaw = std::vector<WrittenVersion>;

/// Folds a calendar and reads its controls. Adds the problems of fold(), and controls that cannot be read.
WrittenLaw read_law(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                    sim::Problems& problems);

}  // namespace chokepoint
