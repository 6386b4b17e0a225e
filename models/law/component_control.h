// A control on what chips are made from: memory, tools, or dies from a foreign foundry. It gives no verdict on a chip;
// it stops a part of a flow, and the rest leaks through.
//
//   what reaches the place = what would have reached it x (1 - stops)
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "models/law/roles.h"

namespace chokepoint {

/// kMemory: stacks of high-bandwidth memory. kTools: equipment for fabs. kFoundryDies: logic dies that a foundry makes
/// for a designer whose home is elsewhere.
enum class Component : std::uint8_t { kMemory, kTools, kFoundryDies };

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Component> {
  static constexpr const char* names[] = {"memory", "tools", "foundry_dies"};
};

namespace chokepoint {

struct ComponentControl {
  static constexpr const char* kKind = "component_control";
  using TheRoles = Roles<StopsComponents>;

  Component component = Component::kMemory;
  std::vector<sim::Reference> to;
  sim::Parameter stops;
  PlaceSet to_set;  ///< filled by resolve

  template <class Visit>
  void fields(Visit& visit) {
    visit("component", component, {.says = "what is held back", .required = true});
    visit("to", to, {.says = "places or country groups it is held back from", .required = true});
    visit("stops", stops,
          {.says = "part of the flow that is stopped; the rest leaks",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
  void resolve(const Names& names, std::string_view control);
  bool holds_back(Component what, sim::Id<Place> place) const {
    return what == component && to_set.test(place.index());
  }
  std::string why_not(const Trade&, const Catalogue&, const PlaceNetwork&) const {
    return "holds back what chips are made from, not chips";
  }
};

static_assert(ControlKind<ComponentControl>,
              "what a kind does and the roles that it names are the same (roles.h)");

}  // namespace chokepoint
