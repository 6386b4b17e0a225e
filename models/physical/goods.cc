#include "models/physical/goods.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include <fmt/format.h>

#include "sim/input/names.h"

namespace chokepoint {
namespace {

using sim::Id;

/// A declared TPP may differ from the product of the published, rounded rates by this much.
constexpr double kTppTolerance = 0.005;

/// Letters and digits only, in lower case: "RTX 4090" and "rtx-4090" are the same word.
std::string bare(std::string_view text) {
  std::string letters;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) letters += static_cast<char>(std::tolower(byte));
  }
  return letters;
}

std::string family_of(const std::string& key) { return key.substr(0, key.find('_')); }

void keep_greatest(std::optional<double>& greatest, const std::optional<double>& rate, double bits) {
  if (rate) greatest = std::max(greatest.value_or(0), *rate * bits);
}

}  // namespace

std::optional<double> Chip::density() const {
  if (!tpp || !die_area_mm2) return std::nullopt;
  return *tpp / *die_area_mm2;
}

std::optional<double> Chip::tpp_of_rates() const {
  std::optional<double> greatest;
  keep_greatest(greatest, fp16_tflops, 16);
  keep_greatest(greatest, fp8_tflops, 8);
  keep_greatest(greatest, int8_tops, 8);
  keep_greatest(greatest, fp4_tflops, 4);
  return greatest;
}

std::optional<double> Chip::eight_bit_tflops() const {
  std::optional<double> greatest;
  keep_greatest(greatest, fp8_tflops, 1);
  keep_greatest(greatest, int8_tops, 1);
  return greatest ? greatest : fp16_tflops;
}

ChipClass Chip::chip_class() const {
  constexpr double kTrainingTpp = 4800;  // 3A090.a of October 2023
  constexpr double kTrainingLinkGbs = 400;
  if (!data_centre) return ChipClass::kConsumer;
  const bool trains = tpp.value_or(0) >= kTrainingTpp && link_gbs.value_or(0) >= kTrainingLinkGbs;
  return trains ? ChipClass::kTraining : ChipClass::kInference;
}

double Chip::h100e() const { return eight_bit_tflops().value_or(0) / kH100DenseEightBitTflops; }

void Chip::check(sim::Checker& checker) {
  if (!tpp || !tpp_note.empty()) return;
  const auto computed = tpp_of_rates();
  if (!computed) {
    checker.problem("tpp", "a TPP without any rate it could come from",
                    "give a rate, or say why in tpp_note");
  } else if (std::abs(*tpp - *computed) > kTppTolerance * *computed) {
    checker.problem("tpp", fmt::format("TPP {} is not what the rates give", *tpp),
                    fmt::format("the greatest dense rate x bits is {}; say why in tpp_note", *computed));
  }
}

Id<Product> Catalogue::find(std::string_view exact_key) const {
  for (const Id<Product> product : sim::ids(key)) {
    if (key[product] == exact_key) return product;
  }
  return {};
}

Catalogue::Answer Catalogue::find_by_user_text(std::string_view word) const {
  if (const auto product = find(word); !product.is_none()) return {product, ""};
  const std::string wanted = bare(word);
  Id<Product> named;
  Id<Product> main_of_family;
  std::vector<std::string> containing;
  if (wanted.empty()) return {{}, sim::did_you_mean(word, key.values())};
  for (const Id<Product> product : sim::ids(key)) {
    const std::string bare_key = bare(key[product]);
    const std::string bare_name = bare(chip[product].name);
    if (named.is_none() && (bare_key == wanted || bare_name == wanted)) named = product;
    if (chip[product].main && bare(family_of(key[product])) == wanted) main_of_family = product;
    if (bare_key.find(wanted) != std::string::npos || bare_name.find(wanted) != std::string::npos) {
      containing.push_back(key[product]);
    }
  }
  if (!named.is_none()) return {named, ""};
  if (!main_of_family.is_none()) return {main_of_family, ""};
  if (containing.size() > 1) return {{}, fmt::format("it fits several: {}", fmt::join(containing, ", "))};
  if (containing.size() == 1) return {{}, fmt::format("did you mean '{}'?", containing.front())};
  return {{}, sim::did_you_mean(word, key.values())};
}

Catalogue read_catalogue(const sim::Node& file, sim::Problems& problems) {
  CatalogueFile written;
  sim::read(file, written, "the catalogue of chips", problems);
  Catalogue catalogue;
  for (auto& entry : written.chips) {
    for (const sim::Reference& source : entry.value.source) {
      if (written.sources.find(source.name) != nullptr) continue;
      problems.add(source.at, fmt::format("unknown source '{}'", source.name),
                   sim::did_you_mean(source.name, written.sources.names()));
    }
    sim::check_name(entry.name, entry.at, "chip", problems);
    catalogue.key.push_back(entry.name);
    catalogue.chip.push_back(std::move(entry.value));
  }
  return catalogue;
}

}  // namespace chokepoint
