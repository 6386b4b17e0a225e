// Compute multipliers: parameters and columns (multipliers.h says how they arrive and spread).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

/// How much of what it finds a lab tells the world.
enum class Habit : std::uint8_t { kOpen, kMixed, kClosed };

inline constexpr int kStreams = 3;

inline constexpr std::array<double, kStreams> kStreamSizes{1.2, 2, 10};

struct PublishedInput {
  sim::Parameter open;
  sim::Parameter mixed;
  sim::Parameter closed;

  const sim::Parameter& of(Habit habit) const {
    return habit == Habit::kOpen ? open : habit == Habit::kMixed ? mixed : closed;
  }
  template <class Visit>
  void fields(Visit& visit) {
    const auto says = [](const char* sentence) {
      return sim::Says{.says = sentence, .unit = "fraction", .low = 0, .high = 1, .required = true};
    };
    visit("open", open, says("what a lab that publishes most of its work tells the world of it"));
    visit("mixed", mixed, says("the same of a lab that publishes some"));
    visit("closed", closed, says("the same of a lab that keeps most to itself"));
  }
};

struct MultiplierParameters {
  sim::Parameter progress;
  sim::Parameter often;
  sim::Parameter sometimes;
  sim::Parameter finder_exponent;
  sim::Parameter published_weeks;
  sim::Parameter kept_weeks_at_home;
  sim::Parameter kept_weeks_abroad;
  PublishedInput published;

  template <class Visit>
  void fields(Visit& visit) {
    visit("progress", progress,
          {.says = "factor on the logarithm of the yearly growth of multipliers",
           .unit = "x",
           .low = 0,
           .high = 5,
           .required = true});
    visit("often", often,
          {.says = "share of that growth that comes as multipliers of about 1.2",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("sometimes", sometimes,
          {.says = "share that comes as multipliers of about 2; the rest as ones of about 10",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("finder_exponent", finder_exponent,
          {.says = "a lab finds in proportion to its compute to this power",
           .unit = "1",
           .low = 0,
           .high = 2,
           .required = true});
    const auto delay = [](const char* sentence) {
      return sim::Says{.says = sentence, .unit = "weeks", .low = 0, .high = 520, .required = true};
    };
    visit("published_weeks", published_weeks, delay("mean time until a lab uses what another published"));
    visit("kept_weeks_at_home", kept_weeks_at_home,
          delay("mean time until a lab learns what one in its own country keeps to itself"));
    visit("kept_weeks_abroad", kept_weeks_abroad,
          delay("mean time until a lab learns what one in another country keeps to itself"));
    visit("published", published, {.says = "share of finds that is published, by habit", .required = true});
  }
  void check(sim::Checker& checker) const;
};

/// A multiplier that was found.
struct Discovery {
  double log_size = 0;  ///< natural logarithm
  sim::Id<Lab> finder{};
  std::int32_t week = 0;  ///< negative: before the run began
  std::uint32_t stream = 0;
  std::uint32_t published = 0;  ///< 1: told to all

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("log_size", log_size);
    visit("finder", finder);
    visit("week", week);
    visit("stream", stream);
    visit("published", published);
  }
};

/// A multiplier on its way to a lab.
struct News {
  double log_size = 0;
  sim::Id<Lab> lab{};
  std::int32_t week = 0;  ///< from when the lab knows it

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("log_size", log_size);
    visit("lab", lab);
    visit("week", week);
  }
};

/// What was found, and who knows it.
struct Ideas {
  sim::Column<Lab, double> knowledge;  ///< natural logarithm of a lab's compute multiplier
  std::vector<Discovery> discoveries;  ///< all that were found, in order
  std::vector<News> news;              ///< on their way

  template <class Visit>
  void columns(Visit& visit) {
    visit("knowledge", knowledge);
    visit("discoveries", discoveries);
    visit("news", news);
  }
};

struct MultiplierColumns {
  Ideas ideas;

  template <class Visit>
  void columns(Visit& visit) {
    visit("ideas", ideas);
  }
};

/// Its place in models/kinds.h.
struct MultiplierKind {
  using State = MultiplierColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Habit> {
  static constexpr const char* names[] = {"open", "mixed", "closed"};
};
