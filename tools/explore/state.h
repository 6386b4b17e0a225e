// What a page of `explore` shows, as a plain struct: two sides, a question, how many runs. It goes into the address of the
// page and comes out of it, and says the command lines that make the same runs.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sim/input/problems.h"
#include "tools/study/asked.h"

namespace tools {

/// A policy with what is laid over it.
struct ExploreSide {
  std::string policy;
  std::vector<std::string> overrides{};  ///< path=value, as --set takes them

  bool operator==(const ExploreSide&) const = default;
};

inline constexpr std::size_t kSides = 2;
/// Bounds of what a page may ask for.
inline constexpr std::uint64_t kMostExploredRuns = 400;  ///< a side
inline constexpr std::size_t kMostOverrides = 64;        ///< a side
inline constexpr std::size_t kLongestWord = 1000;        ///< bytes

struct ExploreState {
  std::array<ExploreSide, kSides> sides{{{"history"}, {"tight"}}};
  RunQuestion question;  ///< of one year at most
  std::uint64_t seed = 1;
  std::uint64_t runs = 100;
};

/// The words of a query, decoded; several may have one name, in their order.
using QueryWords = std::multimap<std::string, std::string>;

/// Reads a, b (policies), a.set, b.set (as often as there are), measure, year, at_least, seed and runs; what is not there is
/// as in `usual`. Words that stand for something else (token, client, side, ...) are left alone. Adds every problem. Whether
/// policies and paths exist is seen when they are read.
ExploreState read_state(const QueryWords& words, const ExploreState& usual, sim::Problems& problems);

/// The same as a query, encoded: "a=history&b=tight&seed=1&runs=100".
std::string query_of(const ExploreState& state);

/// What is typed to have the same runs: a `compare` where the sides have the same overrides, else a `run` for each.
/// `more` are the words that all states have, each after a space.
std::vector<std::string> command_lines(const ExploreState& state, const std::string& more);

}  // namespace tools
