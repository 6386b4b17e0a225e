// Kinds of figures, by which what the model misses on record is pooled (sim/analysis/discrepancy.h).
#pragma once

#include "sim/input/fields.h"

namespace tools {

/// Sold worldwide by designers, sold legally to China, made in China, smuggled into it, prices in China over those abroad,
/// largest sites, stocks of nations and fleets, what labs have and what their models can do.
enum class FigureKind { kSupply, kLegal, kDomestic, kSmuggling, kPrice, kSite, kStock, kCapability };
inline constexpr std::size_t kFigureKinds = 8;

}  // namespace tools

template <>
struct sim::EnumNames<tools::FigureKind> {
  static constexpr const char* names[] = {"supply", "legal", "domestic", "smuggling",
                                          "price",  "site",  "stock",    "capability"};
};
