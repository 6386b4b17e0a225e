// Which event of a run a user means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/trace.h"
#include "sim/input/problems.h"

namespace tools {

/// Which event is to be explained: the n-th that fits.
struct Sought {
  chokepoint::EventKind kind = chokepoint::EventKind::kOrdered;
  std::uint64_t nth = 1;
  std::uint32_t order = 0;                   ///< 0: of any
  sim::Id<chokepoint::Product> chip;         ///< none: any
  std::optional<sim::Date> after, before{};  ///< days that it is on or after, and before

  bool fits(const sim::Calendar& calendar, const chokepoint::Event& event) const;
};

/// Reads "first seizure of H100 after 2024-01"; adds a problem for every word that means nothing.
///   [first | 3rd] (order | refusal | delivery | arrival | seizure | listing | case | licence) [of CHIP]
///   [after DAY] [before DAY], a day being 2024, 2024-01 or 2024-01-15
Sought read_sought(const std::string& text, const chokepoint::Setting& setting, sim::Problems& problems);

/// The words of read_sought for kinds of events.
std::vector<std::string> sought_words();

struct Found {
  std::optional<chokepoint::Event> event;  ///< nothing when it never comes
  std::uint64_t seen = 0;                  ///< how many fitted, up to it
  std::uint32_t orders = 0;                ///< placed in the run, up to it
};
/// Runs a world from its first week until the event.
Found find_event(chokepoint::World world, const Sought& sought);

}  // namespace tools
