// What a scenario fixes for all of its runs: the catalogue, the places, the law, and every dated figure laid
// out by week. Built once, read by all runs, never written after.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/compute/lab_scenario.h"
#include "models/law/law.h"
#include "models/physical/places.h"
#include "models/physical/supply.h"
#include "models/record/record.h"
#include "models/scenario/grain.h"
#include "models/scenario/scenario_input.h"
#include "sim/engine/calendar.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"

namespace chokepoint {

/// One value a week of the span.
using Weekly = std::vector<double>;

/// A dated figure by week; a run asks figure_now (physical/figures.h).
struct Dated {
  Weekly value;
  sim::Id<DatedFigure> row;  ///< none: known, or moved by a factor of the priors

  bool empty() const { return value.empty(); }
};

/// The range that a dated figure is known in, by week.
struct DatedRange {
  Weekly value;
  Weekly low;  ///< with `high`: the 5 % and 95 % points
  Weekly high;
  double most = sim::kInfinity;
};

/// What the simulation needs to know of each chip of the catalogue.
struct ProductFacts {
  sim::Id<Designer> designer;  ///< none: never in volume, not simulated
  sim::Id<Die> die;
  sim::Id<Memory> memory;
  sim::Id<Product> variant_of;  ///< none: offered everywhere
  int dies = 0;
  int stacks = 0;
  double per_wafer = 0;  ///< packages an interposer wafer
  int volume_week = 0;   ///< first week of volume
  Dated roadmap;         ///< empty: none
  ChipClass chip_class = ChipClass::kTraining;
  // Of a unit of goods: a chip, or a part of one (scenario/grain.h).
  double h100e = 0;
  double kilowatts = 0;  ///< chip power
  std::int64_t price_cents = 0;
  bool chinese = false;    ///< designed in China: moves inside China without export
  bool built = false;      ///< a variant that the model built: in volume a drawn lag after these weeks
  int succeeded_week = 0;  ///< of a built variant: when its successor was begun
};

struct LineFacts {
  LineRuns runs = LineRuns::kToOrder;
  Dated plan;      ///< wafers a week, had nothing held its growth back
  Dated ai_share;  ///< of them, for AI dies; empty: all
  Dated yield;
};

struct MemoryFacts {
  Dated made;    ///< stacks a week
  Dated bought;  ///< abroad, while no control stops them; empty: none
};

struct DieFacts {
  sim::Id<Line> line;
  double gross_per_wafer = 0;
  Dated bought;  ///< from foreign foundries, while no control stops them, a week; empty: none
};

struct DesignerFacts {
  std::string name;
  Maker maker = Maker::kOther;
  sim::Id<Packaging> packaging;
  Dated share;
  int captive_buyer = -1;  ///< row among the named buyers abroad; -1: sells to all
};

/// Addresses of draws of what has a name in a scenario (models/keys.h).
struct DrawKeys {
  sim::Column<Product, std::uint64_t> product;
  sim::Column<Place, std::uint64_t> place;
  sim::Column<Lane, std::uint64_t> lane;
  sim::Column<Region, std::uint64_t> region;  ///< of end-use officers
  sim::Column<Buying, std::uint64_t> buying;
  sim::Column<DatedFigure, std::uint64_t> figure;  ///< dated series that are drawn
};

struct Scenario {
  // Made in one file, not in each that copies one.
  Scenario();
  Scenario(const Scenario& other);
  Scenario(Scenario&& other) noexcept;
  Scenario& operator=(const Scenario& other);
  Scenario& operator=(Scenario&& other) noexcept;
  ~Scenario();

  std::string name;
  std::string title;
  std::string says;
  std::uint64_t hash = 0;  ///< of the resolved scenario
  std::uint64_t undated =
      0;  ///< of all in it but what is laid out by week and compared so (models/common_past)
  sim::Calendar calendar;
  double million = 1e6;
  QuestionInput question;

  Catalogue catalogue;
  PlaceNetwork places;
  std::vector<Law> laws;             ///< the first is that of the calendar; a run asks World::law()
  std::vector<Loophole> loopholes;   ///< those that the authority closes, in order; one fewer than laws
  bool letters_on_variants = false;  ///< whether variants that the model builds are answered by letters
  PlaceSet under_letters;            ///< where what a letter holds back may not go: group D5 and China

  PopulationScale population;
  Grain grain;  ///< that population.scale makes
  PopulationInput actors;
  EnforcementByWeek enforcement;
  Mechanisms mechanisms;
  Parameters parameters;  ///< central values and ranges; a run draws its own

  sim::Column<Product, ProductFacts> products;
  sim::Column<Product, double> h100e;  ///< of one unit, once more side by side: fleets are added up by it
  sim::Column<Line, LineFacts> lines;
  sim::Column<Die, DieFacts> dies;
  sim::Column<Memory, MemoryFacts> memory;
  sim::Column<Memory, std::uint8_t> memory_in_china;
  sim::Column<Line, std::uint8_t> line_in_china;
  sim::Column<Packaging, Weekly> packaging;  ///< wafers a week
  sim::Column<Packaging, sim::Id<Place>> packaging_place;
  sim::Column<Designer, DesignerFacts> designers;

  LabScenario labs;
  DrawKeys keys;
  sim::Column<DatedFigure, DatedRange> dated_ranges;  ///< of figures that are drawn

  Weekly spending_abroad;                           ///< USD a week
  Weekly spending_china;                            ///< USD a week
  std::vector<sim::Id<Product>> offered_of_record;  ///< the best chip on offer to China then; empty: not said
  Weekly power_abroad_kw;                           ///< of the largest site
  Weekly power_china_kw;
  GatePlan gate;                                        ///< of China
  sim::Column<Product, std::vector<Closing>> closings;  ///< when it will be closed to China
  sim::Column<Product, std::vector<Closing>> openings;  ///< when it will be open to China that is not
  std::vector<Closing> memory_closings;                 ///< when memory stacks will be
  std::vector<std::vector<Closing>> front_closings;  ///< when fronts will not get it: see closings_for_front
  int week_of_2025 = 0;                              ///< from here on the factors on futures apply

  sim::Column<Buying, PlaceSet> stands_in;  ///< where fronts of a method can stand

  sim::Id<Chinese> company;  ///< that the question asks about; none: no company

  sim::Id<Place> us;
  sim::Id<Place> china;
  sim::Id<Product> h100;  ///< the yardstick
  sim::Id<Designer> nvidia;

  Maker maker_of(sim::Id<Product> product) const {
    const ProductFacts& facts = products[product];
    const Maker maker = designers[facts.designer].maker;
    return facts.chinese && is_foreign(maker) ? Maker::kChinese : maker;
  }
  bool is_simulated(sim::Id<Product> product) const { return !products[product].designer.is_none(); }
  std::vector<sim::Id<Product>> simulated;      ///< products that are, in order
  std::vector<sim::Id<Product>> foreign;        ///< of those, designed outside China
  std::vector<sim::Id<Product>> domestic;       ///< the others, which do not leave China
  std::vector<sim::Id<Product>> by_efficiency;  ///< the same, most H100e a kilowatt first
};

/// Reads and resolves a scenario. `root` is the policy laid over the shared files: the scenario's own fields,
/// and the maps chips, sources, places, lanes of the catalogue and the network; `regimes` are the regime
/// files by name. Adds every problem found; the result is usable only when there are none.
Scenario read_scenario(const sim::Node& root, const std::vector<sim::Node>& regimes, sim::Problems& problems);

}  // namespace chokepoint
