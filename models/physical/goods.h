// The catalogue of chips: what each can do, as rules and buyers see it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// The table of products: one row for each chip of the catalogue.
struct Product {};

/// Chips in a server: small orders and leases are counted in servers.
inline constexpr std::int32_t kServer = 8;

inline double usd(std::int64_t cents) { return static_cast<double>(cents) / 100; }

/// For whom a chip was designed.
enum class ChipRole { kGlobal, kChinaVariant, kChinese };

enum class ChipStatus { kShipping, kRoadmap, kHalted, kNotExported };

}  // namespace chokepoint

template <>
struct sim::EnumNames<chokepoint::ChipRole> {
  static constexpr const char* names[] = {"global", "china_variant", "chinese"};
};
template <>
struct sim::EnumNames<chokepoint::ChipStatus> {
  static constexpr const char* names[] = {"shipping", "roadmap", "halted", "not_exported"};
};

namespace chokepoint {

/// Dense 8-bit peak of an H100 SXM in TFLOP/s: the unit "H100-equivalent" (Epoch AI's definition).
inline constexpr double kH100DenseEightBitTflops = 1979;

/// What buyers of a chip mean to do with it.
enum class ChipClass : std::uint8_t { kTraining, kInference, kConsumer };

inline constexpr int kChipClasses = 3;
template <class T>
using ByChipClass = std::array<T, kChipClasses>;
template <class T>
constexpr T& at(ByChipClass<T>& amounts, ChipClass chip_class) {
  return amounts[static_cast<std::size_t>(chip_class)];
}
template <class T>
constexpr const T& at(const ByChipClass<T>& amounts, ChipClass chip_class) {
  return amounts[static_cast<std::size_t>(chip_class)];
}

/// One chip. An absent number was not published.
struct Chip {
  static constexpr const char* kName = "chip";
  std::string name;
  std::string designer;
  sim::Reference made_in;  ///< code of the place where the designer has its seat
  std::string segment;
  bool data_centre = false;  ///< designed or marketed for data centres, which the rules of 2023 ask
  ChipRole role = ChipRole::kGlobal;
  ChipStatus status = ChipStatus::kShipping;
  sim::Date launched;
  bool main = false;            ///< the one that a bare family name means
  bool catalogue_only = false;  ///< ruled on, and in no run
  std::optional<double> fp16_tflops;
  std::optional<double> fp8_tflops;
  std::optional<double> int8_tops;
  std::optional<double> fp4_tflops;
  std::optional<double> tpp;
  std::string tpp_note;
  std::optional<double> die_area_mm2;
  std::optional<double> memory_gb;
  std::string memory;
  std::optional<double> memory_bandwidth_gbs;
  std::optional<double> link_gbs;
  std::optional<double> power_w;
  std::optional<sim::Parameter> price_usd;
  std::string line;     ///< key of the production line
  std::string made_on;  ///< the line in the source's words
  std::vector<sim::Reference> source;
  sim::Confidence confidence = sim::Confidence::kEstimate;
  std::optional<sim::Confidence> die_area_confidence;
  std::string notes;
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("name", name, {.says = "the maker's name of the chip", .required = true});
    visit("designer", designer, {.says = "who designed it", .required = true});
    visit("made_in", made_in, {.says = "place where the designer has its seat", .required = true});
    visit("segment", segment, {.says = "what it is sold as", .required = true});
    visit("data_centre", data_centre, {.says = "designed or marketed for data centres", .required = true});
    visit("role", role, {.says = "for whom it was designed", .required = true});
    visit("status", status, {.says = "whether it is sold", .required = true});
    visit("launched", launched, {.says = "first day on sale", .required = true});
    visit("main", main, {.says = "the variant that the bare family name means"});
    visit("catalogue_only", catalogue_only,
          {.says = "the law may be asked about it, but nobody makes it in a run"});
    visit("fp16_tflops", fp16_tflops, {.says = "dense 16-bit peak", .unit = "TFLOP/s", .low = 0});
    visit("fp8_tflops", fp8_tflops, {.says = "dense 8-bit floating peak", .unit = "TFLOP/s", .low = 0});
    visit("int8_tops", int8_tops, {.says = "dense 8-bit integer peak", .unit = "TOP/s", .low = 0});
    visit("fp4_tflops", fp4_tflops, {.says = "dense 4-bit peak", .unit = "TFLOP/s", .low = 0});
    visit("tpp", tpp, {.says = "total processing performance: greatest dense rate x bits", .low = 0});
    visit("tpp_note", tpp_note, {.says = "why the TPP is not what the rates give"});
    visit("die_area_mm2", die_area_mm2,
          {.says = "area of the non-planar logic dies", .unit = "mm2", .low = 1, .high = 100000});
    visit("memory_gb", memory_gb, {.says = "memory in the package or on the card", .unit = "GB", .low = 0});
    visit("memory", memory, {.says = "kind of memory"});
    visit("memory_bandwidth_gbs", memory_bandwidth_gbs,
          {.says = "memory bandwidth", .unit = "GB/s", .low = 0});
    visit("link_gbs", link_gbs,
          {.says = "chip-to-chip bandwidth, both directions", .unit = "GB/s", .low = 0});
    visit("power_w", power_w, {.says = "design power", .unit = "W", .low = 0});
    visit("price_usd", price_usd, {.says = "price of one in a server order", .unit = "USD", .low = 0});
    visit("line", line, {.says = "production line whose wafers it takes", .required = true});
    visit("made_on", made_on, {.says = "foundry and process in the source's words"});
    visit("source", source, {.says = "keys of the sources", .required = true});
    visit("confidence", confidence, {.says = "how sure the rates are", .required = true});
    visit("die_area_confidence", die_area_confidence, {.says = "how sure the die area is"});
    visit("notes", notes, {.says = "what a reader should know"});
  }
  void check(sim::Checker& checker);

  /// Performance density: TPP a mm2 of logic die. Nothing when either is unknown.
  std::optional<double> density() const;
  /// Greatest over precisions of dense rate x bits. Nothing when no rate is known.
  std::optional<double> tpp_of_rates() const;
  /// Dense 8-bit peak; of a chip without 8-bit units the 16-bit peak, at which it does 8-bit work. Nothing
  /// when no rate is known.
  std::optional<double> eight_bit_tflops() const;
  /// H100-equivalents: the dense 8-bit peak over that of an H100; 0 when no rate is known.
  double h100e() const;
  /// Consumer: not for data centres. Training: a TPP of 4,800 (3A090.a of October 2023) and a link of 400 GB/s (that of
  /// the A800) at least. All others inference, those of which a rate is not known too.
  ChipClass chip_class() const;
};

/// scenarios/chips.yaml as it is written.
struct CatalogueFile {
  sim::Named<std::string> sources;
  sim::Named<Chip> chips;

  template <class Visit>
  void fields(Visit& visit) {
    visit("sources", sources, {.says = "what the source keys stand for", .required = true});
    visit("chips", chips, {.says = "the chips by key", .required = true});
  }
};

/// The chips, one row each, in the order of the file.
struct Catalogue {
  sim::Column<Product, std::string> key;  ///< "H100_SXM"
  sim::Column<Product, Chip> chip;

  std::size_t size() const { return key.size(); }
  /// The chip of exactly this key; none when there is none.
  sim::Id<Product> find(std::string_view exact_key) const;

  /// What a user's word for a chip means.
  struct Answer {
    sim::Id<Product> product;  ///< none when the word fits no chip, or several
    std::string why;           ///< then: what it could have meant
  };
  /// A key, or a name, in any case and with or without spaces and hyphens; else a family (the key up to its
  /// first underscore) that has a main variant. A word that is part of several names lists them.
  Answer find_by_user_text(std::string_view word) const;
};

/// Reads the file of the catalogue (`sources:` and `chips:`).
Catalogue read_catalogue(const sim::Node& file, sim::Problems& problems);

}  // namespace chokepoint
