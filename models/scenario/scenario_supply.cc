// The part of a scenario that says what can be made.
#include <algorithm>

#include "models/scenario/scenario_layout.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

struct NamedBuyer {};  // tag: rows of the buyers known by name

Maker maker_named(std::string_view name) {
  if (name == "NVIDIA") return Maker::kNvidia;
  if (name == "AMD") return Maker::kAmd;
  if (name == "GOOGLE") return Maker::kGoogle;
  if (name == "AMAZON") return Maker::kAmazon;
  if (name == "HUAWEI") return Maker::kHuawei;
  if (name == "CAMBRICON") return Maker::kCambricon;
  return Maker::kOther;
}

}  // namespace

void SupplyLayout::lay_out_supply() {
  const SupplyInput& supply = input_.supply;
  // Dies and stacks come in units as fine as those of the chips that they go into.
  const double units_per_month = kMonthsPerWeek * scenario_.grain.units;
  for (const auto& entry : supply.lines) {
    LineFacts facts;
    facts.runs = entry.value.runs;
    const bool in_china = resolve_place(entry.value.place) == scenario_.china;
    facts.plan = dated(entry.value.wafers_per_month, entry.name + " wafers", kMonthsPerWeek);
    // chinese_line_factor stands for the range of yield in China.
    facts.yield = in_china ? known(entry.value.yield) : dated(entry.value.yield, entry.name + " yield", 1, 1);
    if (entry.value.ai_share) facts.ai_share = dated(*entry.value.ai_share, entry.name + " for AI", 1, 1);
    scenario_.lines.push_back(facts);
    scenario_.line_in_china.push_back(in_china ? 1 : 0);
  }
  for (const auto& entry : supply.dies) {
    DieFacts facts;
    facts.line = resolve<Line>(entry.value.line, supply.lines, "line");
    facts.gross_per_wafer = gross_dies_per_wafer(entry.value.area_mm2) * scenario_.grain.units;
    if (entry.value.bought_per_month)
      facts.bought = dated(*entry.value.bought_per_month, entry.name + " bought", units_per_month);
    scenario_.dies.push_back(facts);
  }
  for (const auto& entry : supply.memory) {
    MemoryFacts facts;
    const bool in_china = resolve_place(entry.value.place) == scenario_.china;
    const Series& made = entry.value.stacks_per_month;
    // chinese_memory_factor stands for the range of what is made in China.
    facts.made =
        in_china ? known(made, units_per_month) : dated(made, entry.name + " stacks", units_per_month);
    if (entry.value.bought_per_month)
      facts.bought = dated(*entry.value.bought_per_month, entry.name + " stacks bought", units_per_month);
    scenario_.memory.push_back(facts);
    scenario_.memory_in_china.push_back(in_china ? 1 : 0);
  }
  // Its range is that of packaging_factor and chinese_packaging_factor; shares up to 2024 are chips over it as it stands.
  for (const auto& entry : supply.packaging) {
    scenario_.packaging.push_back(weekly(entry.value.wafers_per_month, kMonthsPerWeek));
    scenario_.packaging_place.push_back(resolve_place(entry.value.place));
  }
  for (const auto& entry : supply.designers) {
    DesignerFacts facts;
    facts.name = entry.name;
    facts.maker = maker_named(entry.name);
    facts.packaging = resolve<Packaging>(entry.value.packaging, supply.packaging, "packaging house");
    facts.share = dated(entry.value.share, entry.name + " share", 1, 1);
    if (entry.value.captive_buyer) {
      facts.captive_buyer = static_cast<int>(
          resolve<NamedBuyer>(*entry.value.captive_buyer, input_.actors.abroad.named, "buyer").index());
    }
    scenario_.designers.push_back(facts);
  }
}

void SupplyLayout::lay_out_products() {
  for (const Chip& chip : scenario_.catalogue.chip) resolve_place(chip.made_in);
  scenario_.products.assign(scenario_.catalogue.size(), {});
  for (const auto& entry : input_.supply.packages) {
    const Id<Product> product = resolve_chip(entry.name, entry.at);
    if (product.is_none()) continue;
    const PackageInput& package = entry.value;
    const Chip& chip = scenario_.catalogue.chip[product];
    ProductFacts& facts = scenario_.products[product];
    facts.designer = resolve<Designer>(package.designer, input_.supply.designers, "designer");
    facts.die = resolve<Die>(package.die, input_.supply.dies, "die");
    facts.memory = resolve<Memory>(package.memory, input_.supply.memory, "memory source");
    if (package.variant_of) {
      // A variant takes the place of a chip that is made.
      const Reference& original = *package.variant_of;
      facts.variant_of = resolve_chip(original.name, original.at);
      if (!facts.variant_of.is_none() && fields_are_right_ &&
          input_.supply.packages.find(original.name) == nullptr) {
        problems_.add(original.at, fmt::format("a variant of '{}', which is not made", original.name),
                      "accepted: a chip with a package of its own");
      }
    }
    facts.dies = package.dies;
    facts.stacks = package.stacks;
    facts.per_wafer = package.per_wafer * scenario_.grain.units;
    facts.volume_week = first_week_from(package.volume_from);
    if (package.roadmap) facts.roadmap = dated(*package.roadmap, entry.name + " roadmap");
    facts.chip_class = chip.chip_class();
    facts.h100e = scenario_.grain.chips(chip.h100e());
    facts.kilowatts =
        scenario_.grain.chips((package.power_w ? package.power_w->value : chip.power_w.value_or(0)) / 1000);
    facts.chinese = chip.made_in.name == "CN";
    const double price = package.price_usd ? package.price_usd->value
                         : chip.price_usd  ? chip.price_usd->value
                                           : 0;
    facts.price_cents = static_cast<std::int64_t>(scenario_.grain.chips(price) * 100);
    if (fields_are_right_) check_product(entry.name, entry.at, package, facts);
  }
  list_simulated(scenario_);
}

void SupplyLayout::check_product(const std::string& name, const sim::Where& at, const PackageInput& package,
                                 const ProductFacts& facts) {
  const bool captive = !facts.designer.is_none() && scenario_.designers[facts.designer].captive_buyer >= 0;
  if (facts.price_cents <= 0 && !captive) {
    problems_.add(at, fmt::format("'{}' is sold but has no price", name),
                  "give it price_usd here or in the catalogue");
  }
  if (facts.kilowatts <= 0) {
    problems_.add(at, fmt::format("'{}' has no power", name), "give it power_w here or in the catalogue");
  }
  if (scenario_.catalogue.chip[scenario_.catalogue.find(name)].catalogue_only) {
    problems_.add(at, fmt::format("'{}' is made here, but the catalogue says catalogue_only", name),
                  "say catalogue_only: false there");
  }
  if (package.variant_of.has_value() == package.roadmap.has_value()) {
    problems_.add(at, fmt::format("'{}' needs either roadmap or variant_of", name),
                  "a chip is offered everywhere by a roadmap, or to China in place of another");
  }
}

void list_simulated(Scenario& scenario) {
  for (auto* list : {&scenario.simulated, &scenario.foreign, &scenario.domestic}) list->clear();
  scenario.h100e.assign(scenario.products.size(), 0);
  for (const Id<Product> product : ids(scenario.products))
    scenario.h100e[product] = scenario.products[product].h100e;
  for (const Id<Product> product : ids(scenario.products)) {
    if (!scenario.is_simulated(product)) continue;
    scenario.simulated.push_back(product);
    (scenario.products[product].chinese ? scenario.domestic : scenario.foreign).push_back(product);
  }
  scenario.by_efficiency = scenario.simulated;
  std::sort(scenario.by_efficiency.begin(), scenario.by_efficiency.end(), [&](Id<Product> a, Id<Product> b) {
    const auto per_kilowatt = [&](Id<Product> p) {
      const ProductFacts& facts = scenario.products[p];
      return facts.kilowatts > 0 ? facts.h100e / facts.kilowatts : 0;
    };
    const double left = per_kilowatt(a);
    const double right = per_kilowatt(b);
    return left != right ? left > right : a < b;
  });
}

void SupplyLayout::lay_out() {
  lay_out_supply();
  lay_out_products();
}

}  // namespace chokepoint
