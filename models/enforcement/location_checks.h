// Chips that can tell where they are: those sold under a duty to do so, and a few whose owners let them. One that
// turns up in China gives away the front that bought it: a case, a listing, a loss of trust. What is in China stays.
//
//   chance a lot in China is located = 1 - (1 - located)^E        when its chips can tell
//
// E counts how often chips are asked. The chips of a lot can tell when the rule book of the week in which they reached
// the front has the duty; else, once there is software, with chance location_voluntary.
#pragma once

#include "models/physical/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Lot;

struct LocationParameters {
  sim::Uncertain located;
  sim::Uncertain location_voluntary;

  template <class Visit>
  void fields(Visit& visit) {
    visit("located", located,
          {.says = "chance that a moved lot whose chips can tell is located",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("location_voluntary", location_voluntary,
          {.says = "chance that a front's chips can tell without a duty, once there is software",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

/// The chance that chips of a product sold today can tell where they are.
double can_tell_chance(const World& world, sim::Id<Product> product);

/// Whether the chips of a lot that has just reached its front can tell where they are.
bool can_tell(const World& world, const Lot& lot);

/// A lot has reached China: its chips may say so.
void ask_where(World& world, const Lot& lot);

}  // namespace chokepoint
