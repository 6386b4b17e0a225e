#include "models/physical/designer.h"

#include <algorithm>
#include <cmath>

#include "models/record/trace.h"
#include "models/trade/orders.h"
#include "models/world.h"
#include "sim/numeric/constants.h"

namespace chokepoint {
namespace {

using sim::Id;

/// Share of a chip's power that is spent on arithmetic: H20 has 0.15 of the TPP of an H100 and 0.57 of its power.
constexpr double kPowerOfArithmetic = 0.5;

/// A figure that was not published is neither cut nor a reason to cut.
constexpr double kNone = sim::kNan;

void collect(std::vector<double>& values, const std::optional<double>& limit) {
  if (limit && std::find(values.begin(), values.end(), *limit) == values.end()) values.push_back(*limit);
}

void collect(Lines& lines, const Limits& limits) {
  collect(lines.tpp, limits.tpp_limit);
  collect(lines.density, limits.density_limit);
  collect(lines.link, limits.link_limit);
  collect(lines.memory_bandwidth, limits.memory_bandwidth_limit);
  collect(lines.bandwidth_sum, limits.bandwidth_sum_limit);
}

/// A figure as it is, and just under each line that it reaches.
std::vector<double> choices(const std::optional<double>& figure, const std::vector<double>& lines,
                            double margin) {
  std::vector<double> values{figure.value_or(kNone)};
  for (const double line : lines) {
    if (figure && line <= *figure) values.push_back(line * (1 - margin));
  }
  return values;
}

void scale(std::optional<double>& rate, double factor) {
  if (rate) *rate *= factor;
}

int lag_of(const World& world) { return static_cast<int>(std::lround(world.parameters.designers.lag_weeks)); }

}  // namespace

Lines lines_of(const LawVersion& version) {
  Lines lines;
  for (const ControlInForce& control : version.controls) {
    with_role<DefinesItems>(*control.control, [&](const auto& kind) {
      for (const Limits& limits : kind.bounds()) collect(lines, limits);
    });
  }
  return lines;
}

Chip cut_chip(const Chip& base, double tpp, double link, double memory_bandwidth) {
  Chip chip = base;
  const double part = base.tpp && !std::isnan(tpp) ? tpp / *base.tpp : 1;
  for (auto* rate : {&chip.fp16_tflops, &chip.fp8_tflops, &chip.int8_tops, &chip.fp4_tflops, &chip.tpp})
    scale(*rate, part);
  scale(chip.power_w, 1 - kPowerOfArithmetic * (1 - part));
  if (chip.link_gbs && !std::isnan(link)) chip.link_gbs = link;
  if (chip.memory_bandwidth_gbs && !std::isnan(memory_bandwidth))
    chip.memory_bandwidth_gbs = memory_bandwidth;
  return chip;
}

std::vector<Chip> cuts_of(const Chip& base, const Lines& lines, double margin) {
  // On the same die a line on density is one on TPP.
  std::vector<double> on_tpp = lines.tpp;
  if (base.die_area_mm2) {
    for (const double line : lines.density) on_tpp.push_back(line * *base.die_area_mm2);
  }
  std::vector<Chip> cuts;
  for (const double tpp : choices(base.tpp, on_tpp, margin)) {
    for (const double link : choices(base.link_gbs, lines.link, margin)) {
      for (const double memory : choices(base.memory_bandwidth_gbs, lines.memory_bandwidth, margin)) {
        cuts.push_back(cut_chip(base, tpp, link, memory));
        // Under a line on the sum either of the two gives way.
        for (const double line : lines.bandwidth_sum) {
          const double sum = line * (1 - margin);
          if (!(link + memory >= sum)) continue;
          if (sum > link) cuts.push_back(cut_chip(base, tpp, link, sum - link));
          if (sum > memory) cuts.push_back(cut_chip(base, tpp, sum - memory, memory));
        }
      }
    }
  }
  return cuts;
}

bool is_in_volume(const World& world, Id<Product> product) {
  const ProductFacts& facts = world.scenario->products[product];
  if (!facts.built) return world.week >= facts.volume_week;
  const int begun_by = world.week - lag_of(world);
  return begun_by >= facts.volume_week && begun_by < facts.succeeded_week;
}

bool is_prepared(const World& world, Id<Product> variant) {
  const ProductFacts& facts = world.scenario->products[variant];
  if (facts.variant_of.is_none() || is_in_volume(world, variant)) return false;
  const int in_volume = facts.volume_week + (facts.built ? lag_of(world) : 0);
  if (world.week >= in_volume || (facts.built && world.week < facts.volume_week)) return false;
  const Id<Place> china = world.scenario->china;
  return !is_open(rule_this_week(world, facts.variant_of, china, china));
}

double lost_in_china(const World& world, Id<Designer> designer) {
  const Id<Place> china = world.scenario->china;
  double lost = 0;
  for (const Id<Product> product : world.scenario->simulated) {
    if (world.scenario->products[product].designer != designer || world.asked.of_all[product] == 0 ||
        is_open(rule_this_week(world, product, china, china)))
      continue;
    const auto asked = world.asked.of_seller.row(product);
    for (std::uint32_t seller = world.sellers.first_for_china; seller < world.sellers.first_domestic;
         ++seller)
      lost += asked[seller];
  }
  return lost;
}

void launch_variants(const World& world) {
  if (world.trace == nullptr) return;
  for (const Id<Product> product : world.scenario->simulated) {
    const ProductFacts& facts = world.scenario->products[product];
    if (facts.built && world.week == facts.volume_week + lag_of(world))
      note(world, {.kind = EventKind::kVariantReady, .product = product, .value = facts.h100e});
  }
}

}  // namespace chokepoint
