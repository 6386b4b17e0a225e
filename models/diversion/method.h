// The methods of smuggling. A front buys under one of the buying methods, which says where it can stand, what the
// guise costs, how much it can pass off and who may find it out. A lot then travels by one of the moving methods,
// which says what the way costs and what customs makes of it:
//
//   chance of seizure on a lane = (1 - exp(-o b E (1 + (v / V)^g))) min(1, r w)
//
// o opening, r recognition of the method; b, E, v, V, g, w as in enforcement/customs.h. Methods are rows of the scenario
// (parameters.methods): one more needs no code. The first of each is what is left when the choice is switched off.
#pragma once

#include <cstddef>

#include "models/diversion/method_state.h"
#include "models/physical/places.h"
#include "models/tables.h"
#include "sim/engine/id.h"

namespace chokepoint {

struct World;

/// The method by which a front buys now.
const BuyingMethod& method_of(const World& world, sim::Id<Front> front);
const BuyingMethod& method_of(const World& world, sim::Id<Buying> method);
const MovingMethod& method_of(const World& world, sim::Id<Moving> method);
/// Its name, as written in the scenario; lives as long as the scenario.
const char* name_of(const World& world, sim::Id<Buying> method);
const char* name_of(const World& world, sim::Id<Moving> method);

/// How many methods a ring may choose from: all, or the first where the choice is switched off.
std::size_t buying_methods(const World& world);
std::size_t moving_methods(const World& world);

/// The method of a new front in a place at a uniform number: by weight among those that may stand there; the first
/// where none may.
sim::Id<Buying> choose_method(const World& world, sim::Id<Ring> ring, sim::Id<Place> place, double u);

}  // namespace chokepoint
