#include "models/setting.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/controls/regimes.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Problems;
using sim::Reference;

struct NamedBuyer {};  // tag: rows of the buyers known by name

/// Fields of a resolved scenario that have readers of their own.
const std::vector<std::string> kReadElsewhere{"sources", "chips", "places", "lanes"};

/// The named maps of a tree, in a tree of their own.
sim::Node part(const sim::Node& root, std::initializer_list<std::string_view> keys) {
  sim::Node taken;
  taken.kind = sim::Node::Kind::kMap;
  taken.at = root.at;
  taken.partial = root.partial;
  for (const std::string_view key : keys) {
    const auto entry = std::find_if(root.entries.begin(), root.entries.end(),
                                    [&](const sim::Node::Entry& e) { return e.key == key; });
    if (entry == root.entries.end()) continue;
    if (taken.entries.empty()) taken.at = entry->value.at;
    taken.entries.push_back(*entry);
  }
  return taken;
}

Maker maker_named(std::string_view name) {
  if (name == "NVIDIA") return Maker::kNvidia;
  if (name == "AMD") return Maker::kAmd;
  if (name == "GOOGLE") return Maker::kGoogle;
  if (name == "AMAZON") return Maker::kAmazon;
  return Maker::kOther;
}

/// Lays the inputs out by week and resolves every name in them. When something was wrong with a field, names
/// are all that is checked.
class Builder {
 public:
  Builder(Setting& setting, const ScenarioInput& input, Problems& problems)
      : setting_(setting), input_(input), problems_(problems), fields_are_right_(problems.empty()) {}

  void build() {
    setting_.name = input_.scenario;
    setting_.title = input_.title;
    setting_.says = input_.says;
    setting_.million = input_.question.million;
    setting_.population = input_.population;
    setting_.enforcement = input_.enforcement;
    setting_.mechanisms = input_.mechanisms;
    setting_.actors = input_.actors;
    setting_.parameters = input_.parameters;
    setting_.calendar = sim::Calendar::span(input_.span.first, input_.span.last);
    if (!fields_are_right_) setting_.calendar.weeks = 0;  // nothing will run: names are looked up, no more
    setting_.week_of_2025 = first_week_from(sim::Date::of(2025, 1, 1));
    setting_.us = need_place("US");
    setting_.china = need_place("CN");
    need_place("TW");  // where sellers to China stand
    lay_out_supply();
    lay_out_products();
    lay_out_money();
    lay_out_enforcement();
    lay_out_gate();
    resolve_population();
    setting_.nvidia = designer_named("NVIDIA");
    setting_.h100 = setting_.catalogue.find("H100_SXM");
    if (setting_.h100.is_none() && fields_are_right_)
      problems_.add(here_, "the catalogue has no H100_SXM", "it is the yardstick of H100e");
  }

  void place_scenario(const sim::Where& at) { here_ = at; }

 private:
  Weekly weekly(const Series& series, double factor = 1) const {
    if (series.points.empty()) return Weekly(static_cast<std::size_t>(setting_.calendar.weeks));
    Weekly values;
    for (int week = 0; week < setting_.calendar.weeks; ++week) {
      values.push_back(series.linear(setting_.calendar.date_of(week)) * factor);
    }
    return values;
  }

  /// The first week that begins on or after a day: dated things take hold at the start of a week.
  int first_week_from(sim::Date day) const { return setting_.calendar.week_of(day.plus_days(-1)) + 1; }

  Id<Place> need_place(std::string_view code) {
    const Id<Place> place = setting_.places.find(code);
    if (place.is_none() && fields_are_right_)
      problems_.add(here_, fmt::format("no place '{}'", code), "the model needs it");
    return place;
  }

  template <class Tag, class T>
  Id<Tag> resolve(const Reference& reference, const Named<T>& among, std::string_view what) {
    for (std::size_t row = 0; row < among.entries.size(); ++row) {
      if (among.entries[row].name == reference.name) return Id<Tag>(row);
    }
    add_unknown(what, reference, among.names());
    return {};
  }

  /// A name that was not given was reported, and so was a whole table that could not be read.
  void add_unknown(std::string_view what, const Reference& name, const std::vector<std::string>& known) {
    if (name.name.empty() || (known.empty() && !fields_are_right_)) return;
    problems_.add(name.at, fmt::format("unknown {} '{}'", what, name.name),
                  sim::did_you_mean(name.name, known));
  }

  Id<Place> resolve_place(const Reference& reference) {
    const Id<Place> place = setting_.places.find(reference.name);
    if (place.is_none()) add_unknown("place", reference, setting_.places.code.values());
    return place;
  }

  Id<Product> resolve_chip(const std::string& name, const sim::Where& at) {
    const Id<Product> product = setting_.catalogue.find(name);
    if (product.is_none()) add_unknown("chip", {name, at}, setting_.catalogue.key.values());
    return product;
  }

  /// A variant takes the place of a chip that is made.
  Id<Product> resolve_original(const Reference& original) {
    const Id<Product> product = resolve_chip(original.name, original.at);
    if (!product.is_none() && fields_are_right_ && input_.supply.packages.find(original.name) == nullptr) {
      problems_.add(original.at, fmt::format("a variant of '{}', which is not made", original.name),
                    "accepted: a chip with a package of its own");
    }
    return product;
  }

  Id<Designer> designer_named(std::string_view name) const {
    for (const Id<Designer> designer : ids(setting_.designers)) {
      if (setting_.designers[designer].name == name) return designer;
    }
    return {};
  }

  void lay_out_supply() {
    const SupplyInput& supply = input_.supply;
    for (const auto& entry : supply.lines) {
      LineFacts facts;
      facts.runs = entry.value.runs;
      facts.wafers = weekly(entry.value.wafers_per_month, kMonthsPerWeek);
      facts.yield = weekly(entry.value.yield);
      if (entry.value.ai_share) {
        const Weekly share = weekly(*entry.value.ai_share);
        for (std::size_t week = 0; week < share.size(); ++week) facts.wafers[week] *= share[week];
      }
      setting_.lines.push_back(facts);
      setting_.line_in_china.push_back(resolve_place(entry.value.place) == setting_.china ? 1 : 0);
    }
    for (const auto& entry : supply.dies) {
      DieFacts facts;
      facts.line = resolve<Line>(entry.value.line, supply.lines, "line");
      facts.gross_per_wafer = gross_dies_per_wafer(entry.value.area_mm2);
      if (entry.value.bought_per_month) facts.bought = weekly(*entry.value.bought_per_month, kMonthsPerWeek);
      setting_.dies.push_back(facts);
    }
    for (const auto& entry : supply.memory) {
      setting_.memory.push_back(weekly(entry.value.stacks_per_month, kMonthsPerWeek));
      setting_.memory_in_china.push_back(resolve_place(entry.value.place) == setting_.china ? 1 : 0);
    }
    for (const auto& entry : supply.packaging) {
      setting_.packaging.push_back(weekly(entry.value.wafers_per_month, kMonthsPerWeek));
      setting_.packaging_place.push_back(resolve_place(entry.value.place));
    }
    for (const auto& entry : supply.designers) {
      DesignerFacts facts;
      facts.name = entry.name;
      facts.maker = maker_named(entry.name);
      facts.packaging = resolve<Packaging>(entry.value.packaging, supply.packaging, "packaging house");
      facts.share = weekly(entry.value.share);
      if (entry.value.captive_buyer) {
        facts.captive_buyer = static_cast<int>(
            resolve<NamedBuyer>(*entry.value.captive_buyer, input_.actors.abroad.named, "buyer").index());
      }
      setting_.designers.push_back(facts);
    }
  }

  void lay_out_products() {
    for (const Chip& chip : setting_.catalogue.chip) resolve_place(chip.made_in);
    setting_.products.assign(setting_.catalogue.size(), {});
    for (const auto& entry : input_.supply.packages) {
      const Id<Product> product = resolve_chip(entry.name, entry.at);
      if (product.is_none()) continue;
      const PackageInput& package = entry.value;
      const Chip& chip = setting_.catalogue.chip[product];
      ProductFacts& facts = setting_.products[product];
      facts.designer = resolve<Designer>(package.designer, input_.supply.designers, "designer");
      facts.die = resolve<Die>(package.die, input_.supply.dies, "die");
      facts.memory = resolve<Memory>(package.memory, input_.supply.memory, "memory source");
      if (package.variant_of) facts.variant_of = resolve_original(*package.variant_of);
      facts.dies = package.dies;
      facts.stacks = package.stacks;
      facts.per_wafer = package.per_wafer;
      facts.volume_week = first_week_from(package.volume_from);
      if (package.roadmap) facts.roadmap = weekly(*package.roadmap);
      facts.h100e = chip.h100e();
      facts.kilowatts = (package.power_w ? package.power_w->value : chip.power_w.value_or(0)) / 1000;
      facts.chinese = chip.made_in.name == "CN";
      const double price = package.price_usd ? package.price_usd->value
                           : chip.price_usd  ? chip.price_usd->value
                                             : 0;
      facts.price_cents = static_cast<std::int64_t>(price * 100);
      if (fields_are_right_) check_product(entry.name, entry.at, package, facts);
    }
    for (const Id<Product> product : ids(setting_.products)) {
      if (setting_.is_simulated(product)) setting_.simulated.push_back(product);
    }
    for (const ProductFacts& facts : setting_.products) setting_.h100e.push_back(facts.h100e);
    setting_.by_efficiency = setting_.simulated;
    std::sort(setting_.by_efficiency.begin(), setting_.by_efficiency.end(),
              [&](Id<Product> a, Id<Product> b) {
                const auto per_kilowatt = [&](Id<Product> p) {
                  const ProductFacts& facts = setting_.products[p];
                  return facts.kilowatts > 0 ? facts.h100e / facts.kilowatts : 0;
                };
                const double left = per_kilowatt(a);
                const double right = per_kilowatt(b);
                return left != right ? left > right : a < b;
              });
  }

  void check_product(const std::string& name, const sim::Where& at, const PackageInput& package,
                     const ProductFacts& facts) {
    const bool captive = !facts.designer.is_none() && setting_.designers[facts.designer].captive_buyer >= 0;
    if (facts.price_cents <= 0 && !captive) {
      problems_.add(at, fmt::format("'{}' is sold but has no price", name),
                    "give it price_usd here or in the catalogue");
    }
    if (facts.kilowatts <= 0) {
      problems_.add(at, fmt::format("'{}' has no power", name), "give it power_w here or in the catalogue");
    }
    if (package.variant_of.has_value() == package.roadmap.has_value()) {
      problems_.add(at, fmt::format("'{}' needs either roadmap or variant_of", name),
                    "a chip is offered everywhere by a roadmap, or to China in place of another");
    }
  }

  void lay_out_money() {
    constexpr double kBillionAYear = 1e9 * 7 / 365.25;
    setting_.spending_abroad = weekly(input_.actors.spending.abroad, kBillionAYear);
    setting_.spending_china = weekly(input_.actors.spending.china, kBillionAYear);
    setting_.power_abroad_kw = weekly(input_.actors.campuses.abroad_mw, 1000);
    setting_.power_china_kw = weekly(input_.actors.campuses.chinese_mw, 1000);
  }

  void lay_out_enforcement() {
    setting_.strength.assign(static_cast<std::size_t>(setting_.calendar.weeks), 1.0);
    for (const LevelFrom& level : input_.enforcement.strength) {
      for (int week = std::max(0, first_week_from(level.from)); week < setting_.calendar.weeks; ++week) {
        setting_.strength[static_cast<std::size_t>(week)] = level.level;
      }
    }
    for (int week = 0; week < setting_.calendar.weeks; ++week) {
      setting_.era_of_week.push_back(setting_.rules.era_of(setting_.calendar.date_of(week)));
    }
  }

  void lay_out_gate() {
    std::vector<double> admitted(setting_.catalogue.size(), 1.0);
    std::size_t next = 0;
    for (std::size_t i = 1; i < input_.gate.size(); ++i) {
      if (!fields_are_right_ || input_.gate[i - 1].from <= input_.gate[i].from) continue;
      problems_.add(
          input_.gate[i].at,
          fmt::format("gate: {} comes before {}", input_.gate[i].from.iso(), input_.gate[i - 1].from.iso()),
          "dates rise");
    }
    std::vector<std::vector<Id<Product>>> chips;
    for (const GateInput& entry : input_.gate) {
      auto& named = chips.emplace_back();
      for (const Reference& chip : entry.chips) named.push_back(resolve_chip(chip.name, chip.at));
    }
    for (int week = 0; week < setting_.calendar.weeks; ++week) {
      for (; next < input_.gate.size() && input_.gate[next].from <= setting_.calendar.date_of(week); ++next) {
        const double share = admitted_share(input_.gate[next].state, input_.gate[next].admits);
        if (chips[next].empty()) std::fill(admitted.begin(), admitted.end(), share);
        for (const Id<Product> product : chips[next]) {
          if (!product.is_none()) admitted[product.index()] = share;
        }
      }
      setting_.admitted.push_back(admitted);
    }
  }

  void resolve_population() {
    const PopulationInput& actors = input_.actors;
    setting_.arms_in = resolve_place(actors.chinese.arms_in);
    for (const auto& entry : actors.abroad.named) resolve_place(entry.value.place);
    const auto places = [&](const auto& named) {
      for (const auto& entry : named) resolve_place(Reference{entry.name, entry.at});
    };
    places(actors.abroad.places);
    places(actors.sellers.places);
    places(actors.fronts.places);
    for (const auto* stock : {&actors.opening_stock.abroad, &actors.opening_stock.chinese}) {
      for (const auto& entry : *stock) {
        const Id<Product> product = resolve_chip(entry.name, entry.at);
        if (!product.is_none() && !setting_.is_simulated(product)) {
          problems_.add(entry.at, fmt::format("'{}' is in stock but has no bill of materials", entry.name),
                        "give it one under supply.packages");
        }
      }
    }
  }

  Setting& setting_;
  const ScenarioInput& input_;
  Problems& problems_;
  bool fields_are_right_;
  sim::Where here_;
};

}  // namespace

Setting read_setting(const sim::Node& root, const std::vector<sim::Node>& regimes, Problems& problems) {
  Setting setting;
  ScenarioInput input;
  Problems of_law;  // what stands between the law and its reading: with it, more would be said than is wrong
  setting.catalogue = read_catalogue(part(root, {"sources", "chips"}), of_law);
  setting.places = read_place_network(part(root, {"places", "lanes"}), of_law);
  const std::vector<Regime> known = read_regimes(regimes, problems);
  if (const sim::Node* written = root.find("calendar"))
    sim::read(*written, input.calendar, "calendar", of_law);
  if (const sim::Node* changes = root.find("calendar_changes"))
    sim::read(*changes, input.calendar_changes, "calendar_changes", of_law);
  const sim::Says says{.says = "scenario"};
  sim::read_struct(root, input, sim::Asked{says, "scenario", problems}, kReadElsewhere);

  const std::vector<CalendarEntry> calendar = changed(input.calendar, input.calendar_changes, of_law);
  Problems of_rules;
  if (of_law.empty() && !root.partial && can_be_folded(known)) {
    setting.rules = build_rule_book(known, calendar, setting.catalogue, setting.places, of_rules);
  } else {
    check_regime_names(known, calendar, of_rules);
  }
  problems.add(of_law);
  if (!root.partial) {
    Builder builder(setting, input, problems);
    builder.place_scenario(root.at);
    builder.build();
  }
  problems.add(of_rules);
  if (!problems.empty()) return setting;
  setting.rulings.emplace(setting.rules, setting.catalogue, setting.places);
  std::string whole = sim::write_yaml(root);
  for (const sim::Node& regime : regimes) whole += sim::write_yaml(regime);
  setting.hash = sim::hash_text(whole);
  return setting;
}

}  // namespace chokepoint
