// What can be made: logic lines, memory, packaging, and the bill of materials of each chip.
// These are inputs with sources; physical/foundry turns them into chips.
#pragma once

#include <optional>
#include <string>

#include "models/physical/designer_state.h"
#include "models/physical/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

using sim::Named;
using sim::Parameter;
using sim::Reference;
using sim::Series;
using sim::Where;

struct Die {};        // tag: a kind of logic die
struct Line {};       // tag: a logic line
struct Memory {};     // tag: a source of high-bandwidth memory
struct Packaging {};  // tag: a packaging house
struct Designer {};   // tag

/// A line starts as many wafers as its customers ask for, or always all it can.
enum class LineRuns { kToOrder, kFull };

struct LineInput {
  static constexpr const char* kName = "line";
  Reference place;
  LineRuns runs = LineRuns::kToOrder;
  Series wafers_per_month;
  std::optional<Series> ai_share;
  Series yield;

  template <class Visit>
  void fields(Visit& visit) {
    visit("place", place, {.says = "where it stands", .required = true});
    visit("runs", runs, {.says = "whether the line starts what is asked or all it can"});
    visit("wafers_per_month", wafers_per_month,
          {.says = "wafer starts; of a Chinese line, had no control on tools slowed its growth",
           .unit = "wafers/month",
           .low = 0,
           .required = true});
    visit("ai_share", ai_share,
          {.says = "share of the starts that goes to AI dies; absent: all",
           .unit = "fraction",
           .low = 0,
           .high = 1});
    visit(
        "yield", yield,
        {.says = "share of gross dies that work", .unit = "fraction", .low = 0, .high = 1, .required = true});
  }
};

struct DieInput {
  static constexpr const char* kName = "die";
  Reference line;
  double area_mm2 = 0;
  std::optional<Series> bought_per_month;

  template <class Visit>
  void fields(Visit& visit) {
    visit("line", line, {.says = "logic line that makes it", .required = true});
    visit("area_mm2", area_mm2,
          {.says = "die area", .unit = "mm2", .low = 1, .high = 2000, .required = true});
    visit(
        "bought_per_month", bought_per_month,
        {.says = "dies got from foreign foundries, for example through straw designers, while no control on "
                 "foundry_dies stops them",
         .unit = "dies/month",
         .low = 0});
  }
};

struct MemoryInput {
  static constexpr const char* kName = "memory source";
  Reference place;
  Series stacks_per_month;
  std::optional<Series> bought_per_month;

  template <class Visit>
  void fields(Visit& visit) {
    visit("place", place, {.says = "for packaging in this place", .required = true});
    visit("stacks_per_month", stacks_per_month,
          {.says = "stacks that are made", .unit = "stacks/month", .low = 0, .required = true});
    visit("bought_per_month", bought_per_month,
          {.says = "stacks bought abroad, while no control on memory stops them",
           .unit = "stacks/month",
           .low = 0});
  }
};

struct PackagingInput {
  static constexpr const char* kName = "packaging house";
  Reference place;
  Series wafers_per_month;

  template <class Visit>
  void fields(Visit& visit) {
    visit("place", place, {.says = "where finished chips leave", .required = true});
    visit("wafers_per_month", wafers_per_month,
          {.says = "interposer wafers", .unit = "wafers/month", .low = 0, .required = true});
  }
};

struct DesignerInput {
  static constexpr const char* kName = "designer";
  Reference packaging;
  Series share;
  std::optional<Reference> captive_buyer;

  template <class Visit>
  void fields(Visit& visit) {
    visit("packaging", packaging, {.says = "packaging house that serves it", .required = true});
    visit("share", share,
          {.says = "its share of the packaging house",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("captive_buyer", captive_buyer, {.says = "the one buyer it makes for; absent: it sells to all"});
  }
};

/// The bill of materials of one chip and when it is offered.
struct PackageInput {
  static constexpr const char* kName = "package";
  Reference designer;
  Reference die;
  int dies = 1;
  Reference memory;
  int stacks = 0;
  int per_wafer = 1;
  std::optional<Reference> variant_of;
  sim::Date volume_from;
  std::optional<Series> roadmap;
  std::optional<Parameter> price_usd;
  std::optional<Parameter> power_w;

  template <class Visit>
  void fields(Visit& visit) {
    visit("designer", designer, {.says = "who sells it", .required = true});
    visit("die", die, {.says = "logic die", .required = true});
    visit("dies", dies, {.says = "dies in a package", .low = 1, .high = 16});
    visit("memory", memory, {.says = "where its memory stacks come from", .required = true});
    visit("stacks", stacks, {.says = "memory stacks in a package", .low = 0, .high = 16});
    visit("per_wafer", per_wafer,
          {.says = "packages cut from one interposer wafer", .low = 1, .high = 500, .required = true});
    visit("variant_of", variant_of,
          {.says = "the chip it replaces in China; made only while China may not have that chip"});
    visit("volume_from", volume_from, {.says = "first day of volume sales", .required = true});
    visit("price_usd", price_usd, {.says = "price where the catalogue has none", .unit = "USD", .low = 0});
    visit("power_w", power_w, {.says = "power where the catalogue has none", .unit = "W", .low = 1});
    visit("roadmap", roadmap,
          {.says = "its weight among what its designer offers everywhere", .unit = "fraction", .low = 0});
  }
};

struct SupplyInput {
  Named<LineInput> lines;
  Named<DieInput> dies;
  Named<MemoryInput> memory;
  Named<PackagingInput> packaging;
  Named<DesignerInput> designers;
  Named<PackageInput> packages;
  VariantInput variants;

  template <class Visit>
  void fields(Visit& visit) {
    visit("lines", lines, {.says = "logic lines", .required = true});
    visit("dies", dies, {.says = "logic dies", .required = true});
    visit("memory", memory, {.says = "sources of memory stacks", .required = true});
    visit("packaging", packaging, {.says = "packaging houses", .required = true});
    visit("designers", designers, {.says = "designers of chips", .required = true});
    visit("packages", packages, {.says = "bill of materials, a chip each", .required = true});
    visit("variants", variants, {.says = "how designers build under a line", .required = true});
  }
  void check(sim::Checker& checker) const;
};

/// Gross dies on a 300 mm wafer: pi (d/2)^2 / A - pi d / sqrt(2 A) (the usual edge-loss approximation).
double gross_dies_per_wafer(double area_mm2);

/// What a period of four weeks and a bit means in weeks: monthly figures times this are weekly ones.
inline constexpr double kMonthsPerWeek = 12.0 / sim::kWeeksPerYear;

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::LineRuns> {
  static constexpr const char* names[] = {"to_order", "full"};
};
