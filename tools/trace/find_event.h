// Which event of a run a user means.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/record/trace.h"
#include "sim/input/problems.h"
#include "tools/trace/event_words.h"

namespace tools {

/// Which event is to be explained: the n-th that fits.
struct EventSearch {
  EventKinds kinds{};
  std::uint64_t nth = 1;
  std::uint32_t order = 0;                   ///< 0: of any
  sim::Id<chokepoint::Product> chip;         ///< none: any
  std::optional<sim::Date> after, before{};  ///< days that it is on or after, and before

  Actor who;

  bool fits(const chokepoint::World& world, const chokepoint::Event& event) const;
};

/// Reads "first seizure of H100 after 2024-01"; adds a problem for every word that means nothing.
///   [first | 3rd] KIND [of CHIP] [after DAY] [before DAY]
/// KIND is any that trace prints, as "refused by rule", or a word of sought_words; a day is 2024, 2024-01 or 2024-01-15.
EventSearch read_event_search(const std::string& text, const chokepoint::Scenario& scenario,
                              sim::Problems& problems);

/// The kind of every event that an order begins or ends with: what the number of an order alone stands for.
EventKinds kinds_of_an_order();

/// The words of read_sought for kinds of events.
std::vector<std::string> event_search_words();

struct FoundEvent {
  std::optional<chokepoint::Event> event;  ///< nothing when it never comes
  std::uint64_t seen = 0;                  ///< how many fitted, up to it
  std::uint32_t orders = 0;                ///< placed in the run, up to it
};
/// Runs a world from its first week until the event.
FoundEvent find_event(chokepoint::World world, const EventSearch& search);

}  // namespace tools
