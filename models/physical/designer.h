// A designer whose best chip China may not have builds one that it may: its best chip, cut until it lies just under
// the lines of the day (A800, H800, H20, L20, 4090D were such).
//
//   cut to             line x (1 - margin), for any choice of the lines on TPP, density, link, memory bandwidth, sum
//   which              of all cuts that the rule book lets through, the one of most use to a Chinese buyer
//   when               the law closed its best chip, China is above `market_share` of demand, no real chip of its own
//                      that is open by then is worth `good_enough` of the cut one
//   again              when its best chip is `refresh` times as good, or the law closed the last variant
//   in volume          lag_weeks later, drawn once a run
//   price              that of the best chip x (use / use of the best)^price_exponent
//
// In history the real products came on their real dates: while the catalogue records what designers built
// (`real_until`) and the law on chips for China is that of history, none is built beside them. After that day every
// calendar gets variants alike. All but the lag is settled once a scenario, since a variant is a product as any other:
// it has a row in the catalogue and a ruling in every era.
#pragma once

#include <vector>

#include "models/law/rule_book.h"
#include "models/physical/goods.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

/// What is guessed of designers once a scenario; central values count.
struct VariantInput {
  sim::Date real_until;
  sim::Uncertain margin;
  sim::Uncertain market_share;
  sim::Uncertain good_enough;
  sim::Uncertain refresh;
  sim::Uncertain price_exponent;

  template <class Visit>
  void fields(Visit& visit) {
    visit("real_until", real_until,
          {.says = "first day on which the catalogue no longer records what designers really built",
           .required = true});
    visit("margin", margin,
          {.says = "how far under a line a designer stays",
           .unit = "fraction",
           .low = 0.0001,
           .high = 0.5,
           .required = true});
    visit("market_share", market_share,
          {.says = "China's share of all spending from which a variant pays",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("good_enough", good_enough,
          {.says = "use of an open real chip over the variant's from which no variant is built",
           .unit = "x",
           .low = 0,
           .high = 1,
           .required = true});
    visit("refresh", refresh,
          {.says = "use of a new best chip over the last one's from which a new variant follows",
           .unit = "x",
           .low = 1,
           .high = 100,
           .required = true});
    visit("price_exponent", price_exponent,
          {.says = "how a variant's price falls with its use: 0 not at all, 1 in proportion",
           .unit = "1",
           .low = 0,
           .high = 3,
           .required = true});
  }
};

struct DesignerParameters {
  sim::Uncertain lag_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("lag_weeks", lag_weeks,
          {.says = "from a line, or a better chip, to a variant in volume",
           .unit = "weeks",
           .low = 0,
           .high = 260,
           .required = true});
  }
};

/// The numbers that chips are held against: bounds at or above which a control speaks.
struct Lines {
  std::vector<double> tpp;
  std::vector<double> density;
  std::vector<double> link;
  std::vector<double> memory_bandwidth;
  std::vector<double> bandwidth_sum;
};

/// All lines of the thresholds in force.
Lines lines_of(const Era& era);

/// A chip cut to these figures, its rates and the power of its arithmetic with its TPP. Its die stays.
Chip cut_chip(const Chip& base, double tpp, double link, double memory_bandwidth);

/// Every cut of a chip that lies `margin` under one line or several. The first is the chip itself.
std::vector<Chip> cuts_of(const Chip& base, const Lines& lines, double margin);

/// Whether a product is in volume this week: from its date; a built variant a drawn lag after it was begun, until
/// its successor is.
bool is_in_volume(const World& world, sim::Id<Product> product);

/// Phase: variants that are ready enter production.
void launch_variants(World& world);

}  // namespace chokepoint
