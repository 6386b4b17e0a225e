// The second dynamic: ideas shift the curve. Compute multipliers arrive as three Poisson streams - about 1.2x often,
// 2x sometimes, 10x rarely. Each has a finder and reaches the other labs later, soon when its finder publishes.
//
//   arrivals of stream i a week  = s_i g / ln(size_i) x speed      s_i its share of the growth, sum 1
//   g                            = progress x ln(yearly growth) / 52.18
//   size                         = size_i ^ U(0.5, 1.5)
//   finder                       with weight compute^finder_exponent x speed of the lab
//   delay                        exponential: published_weeks; kept: kept_weeks_at_home or kept_weeks_abroad
//   speed of a lab               = 1 + feedback x score/100;   published with chance habit / speed
//
// The mean taken is that of the logarithm: the typical year multiplies by the yearly growth (4), and the mean of the
// factor itself, ruled by the rare 10x, is larger. A lab's multiplier is the product of what it knows; it is 1 at the
// reference date for one who knows all and has met the mean number of ideas.
#pragma once

#include <array>
#include <cstdint>

#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Lab;

/// How much of what it finds a lab tells the world.
enum class Habit : std::uint8_t { kOpen, kMixed, kClosed };

inline constexpr int kStreams = 3;
inline constexpr std::array<double, kStreams> kStreamSizes{1.2, 2, 10};

struct PublishedInput {
  sim::Uncertain open;
  sim::Uncertain mixed;
  sim::Uncertain closed;

  const sim::Uncertain& of(Habit habit) const {
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
  sim::Uncertain progress;
  sim::Uncertain often;
  sim::Uncertain sometimes;
  sim::Uncertain finder_exponent;
  sim::Uncertain published_weeks;
  sim::Uncertain kept_weeks_at_home;
  sim::Uncertain kept_weeks_abroad;
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

/// Arrivals by stream for a growth of the logarithm, so that they give that growth in the mean.
std::array<double, kStreams> arrivals(double log_growth, const MultiplierParameters& parameters);

/// How much faster than without it a lab finds with a model of this score.
double speed_with(double score, double feedback);

/// What is found in a week (of the run or before it) and to whom it travels, by what labs hold now.
void find_multipliers(World& world, int week);

/// Labs learn what has reached them by a week.
void hear_news(World& world, int week);

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::Habit> {
  static constexpr const char* names[] = {"open", "mixed", "closed"};
};
