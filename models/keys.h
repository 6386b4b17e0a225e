// Addresses of draws. Who has a name draws under it, who has none under a number within its place or group: so one
// agent more or less moves nobody else's draws, and policies that change who is there are still compared under the
// same ones.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/numeric/hash.h"

namespace chokepoint {

/// Spreads a number over 64 bits, so that its remainders are even (SplitMix64's finaliser; Steele and others 2014).
constexpr std::uint64_t scattered(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// The address of a part, by number, of what has an address.
constexpr std::uint64_t key_of(std::uint64_t whole, std::uint64_t number) {
  return scattered(whole + 0x9e3779b97f4a7c15ULL * (number + 1));
}
/// The address of what has a name among its kind: key_of("buyer", "Microsoft").
constexpr std::uint64_t key_of(std::string_view kind, std::string_view name) {
  return key_of(sim::hash_of(kind), sim::hash_of(name));
}
/// The address of what has a number within a place or group of its kind: key_of("seller", "MY", 3).
constexpr std::uint64_t key_of(std::string_view kind, std::string_view group, std::uint64_t number) {
  return key_of(key_of(kind, group), number);
}

/// Those who are alone of their kind.
inline constexpr std::uint64_t kAuthorityKey = key_of("authority", "checks, channels, loopholes");
inline constexpr std::uint64_t kReviewKey = key_of("authority", "licences");
inline constexpr std::uint64_t kGateKey = key_of("authority", "gate");
inline constexpr std::uint64_t kComponentKey = key_of("world", "components");

/// Whether it is the turn of who has this address, once in `every` weeks.
constexpr bool is_turn_of(std::uint64_t key, int week, int every) {
  return (static_cast<std::uint64_t>(week) + key) % static_cast<std::uint64_t>(every) == 0;
}

}  // namespace chokepoint
