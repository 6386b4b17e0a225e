// The tables of a world: what a row number counts. An Id<Ring> cannot index a table of fronts.
#pragma once

namespace chokepoint {

struct Buyer {};        ///< all who place orders: owners, then fronts
struct Owner {};        ///< buyers who keep what they get; the first rows of the buyers
struct Chinese {};      ///< Chinese buyers, in China
struct Seller {};       ///< makers of servers, distributors, resellers
struct Operator {};     ///< data-centre operators abroad, some of the buyers there
struct QuotaRow {};     ///< quotas of the rule book
struct Ring {};         ///< smuggling rings
struct Front {};        ///< what buys for a ring
struct MethodLane {};   ///< a lane under a method of moving
struct MethodPlace {};  ///< a place and a method of moving on from it
struct Lab {};          ///< who trains models

}  // namespace chokepoint
