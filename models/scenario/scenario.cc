#include "models/scenario/scenario.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/keys.h"
#include "models/law/made_books.h"
#include "models/law/regimes.h"
#include "models/law/variants.h"
#include "models/scenario/scenario_layout.h"
#include "models/trade/channels.h"
#include "models/trade/gate.h"
#include "models/trade/operator.h"
#include "models/trade/rush.h"
#include "models/trade/tenancies.h"
#include "sim/input/names.h"
#include "sim/numeric/hash.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Problems;
using sim::Reference;

/// Fields of a resolved scenario that have readers of their own.
const std::vector<std::string> kReadElsewhere{"sources", "chips", "places", "lanes"};

/// What no run depends on: what authors of parameters had in view.
bool is_mark(const sim::Node& parameter, const sim::Node::Entry& entry) {
  return entry.key == "in_view" && parameter.find("value") != nullptr;
}

/// Names, and what is dated and laid out by week: models/common_past compares that.
bool is_dated(std::string_view key) {
  static constexpr std::string_view kDated[] = {
      "scenario",         "title",       "says", "extends",    "calendar",
      "calendar_changes", "enforcement", "gate", "gate_after", "state_centres_domestic_from"};
  return std::find(std::begin(kDated), std::end(kDated), key) != std::end(kDated);
}

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
    taken.entries.change().push_back(*entry);
  }
  return taken;
}

/// Lays the inputs out by week and resolves every name in them. When something was wrong with a field, names
/// are all that is checked.
class Builder : public Layout {
 public:
  using Layout::Layout;

  /// Regimes of a rule book without problems.
  void know_law(const std::vector<Regime>& known) { law_ = &known; }

  void build() {
    scenario_.name = input_.scenario;
    scenario_.title = input_.title;
    scenario_.says = input_.says;
    scenario_.million = input_.question.million;
    scenario_.question = input_.question;
    if (const auto& company = input_.question.company)
      scenario_.company = resolve<Chinese>(*company, input_.actors.chinese.named, "Chinese buyer");
    scenario_.population = input_.population;
    scenario_.grain = grain_of(input_.population.scale);
    scenario_.mechanisms = input_.mechanisms;
    scenario_.actors = input_.actors;
    scenario_.parameters = input_.parameters;
    scenario_.calendar = sim::Calendar::span(input_.span.first, input_.span.last);
    if (!fields_are_right_) scenario_.calendar.weeks = 0;  // nothing will run: names are looked up, no more
    scenario_.week_of_2025 = first_week_from(sim::Date::of(2025, 1, 1));
    scenario_.us = need_place("US");
    scenario_.china = need_place("CN");
    need_place("TW");  // where sellers to China stand
    lay_out_letters();
    SupplyLayout(*this).lay_out();
    lay_out_money();
    scenario_.enforcement =
        lay_out_enforcement({input_.enforcement, input_.actors.officers, input_.actors.bureau,
                             scenario_.places, scenario_.catalogue, scenario_.calendar, problems_});
    lay_out_versions(scenario_.laws, scenario_.calendar);
    if (law_ != nullptr && problems_.empty()) add_variants(scenario_, input_, *law_);
    lay_out_gate();
    resolve_population();
    scenario_.labs = lay_out_labs(input_.labs, scenario_, problems_);
    scenario_.nvidia = designer_named("NVIDIA");
    scenario_.h100 = scenario_.catalogue.find("H100_SXM");
    if (scenario_.h100.is_none() && fields_are_right_)
      problems_.add(here_, "the catalogue has no H100_SXM", "it is the yardstick of H100e");
  }

 private:
  void lay_out_money() {
    constexpr double kBillionAYear = 1e9 / sim::kWeeksPerYear;
    scenario_.spending_abroad = weekly(input_.actors.spending.abroad, kBillionAYear);
    scenario_.spending_china = weekly(input_.actors.spending.china, kBillionAYear);
    lay_out_offered();
    scenario_.power_abroad_kw = weekly(input_.actors.campuses.abroad_mw, 1000);
    scenario_.power_china_kw = weekly(input_.actors.campuses.chinese_mw, 1000);
  }

  void lay_out_offered() {
    const std::vector<OfferedInput>& offered = input_.actors.chinese.offered;
    if (!offered.empty())
      scenario_.offered_of_record.resize(static_cast<std::size_t>(scenario_.calendar.weeks));
    for (const OfferedInput& entry : offered) {
      const Id<Product> chip = resolve_chip(entry.chip.name, entry.chip.at);
      for (int week = std::max(0, first_week_from(entry.from)); week < scenario_.calendar.weeks; ++week)
        scenario_.offered_of_record[static_cast<std::size_t>(week)] = chip;
    }
  }

  void lay_out_letters() {
    scenario_.letters_on_variants = input_.letters_on_variants;
    scenario_.under_letters = scenario_.places.set_of("D5").value_or(PlaceSet{});
    if (!scenario_.china.is_none()) scenario_.under_letters.set(scenario_.china.index());
  }

  void lay_out_gate() {
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
    name_variants(chips);
    scenario_.gate = plan_gate(input_.gate, chips, scenario_.catalogue.size(), scenario_.calendar);
    scenario_.gate.rule = input_.gate_after.rule;
    scenario_.gate.rule_from =
        input_.gate_after.from ? first_week_from(*input_.gate_after.from) : scenario_.gate.steps.back().week;
    scenario_.gate.no_foreign_in_state_centres =
        input_.state_centres_domestic_from ? first_week_from(input_.state_centres_domestic_from->from)
                                           : scenario_.calendar.weeks;
  }

  /// A variant that the model built fares at the gate as the least of the named chips that is at least as good.
  void name_variants(std::vector<std::vector<Id<Product>>>& entries) const {
    const auto use = [&](Id<Product> product) {
      return use_of(scenario_.catalogue.chip[product], input_.parameters.channels.inference_share);
    };
    std::vector<Id<Product>> named;
    for (const auto& entry : entries) {
      for (const Id<Product> product : entry) {
        if (!product.is_none()) named.push_back(product);
      }
    }
    for (const Id<Product> variant : scenario_.simulated) {
      if (!scenario_.products[variant].built) continue;
      Id<Product> model;
      for (const Id<Product> product : named) {
        if (use(product) >= use(variant) && (model.is_none() || use(product) < use(model))) model = product;
      }
      for (auto& entry : entries) {
        if (!model.is_none() && std::find(entry.begin(), entry.end(), model) != entry.end())
          entry.push_back(variant);
      }
    }
  }

  void resolve_population() {
    const PopulationInput& actors = input_.actors;
    for (const auto& entry : actors.abroad.named) resolve_place(entry.value.place);
    const auto places = [&](const auto& named) {
      for (const auto& entry : named) resolve_place(Reference{entry.name, entry.at});
    };
    places(actors.abroad.places);
    places(actors.chinese.arms_in);
    places(actors.sellers.places);
    places(actors.fronts.places);
    places(actors.operators.places);
    for (const auto& method : input_.parameters.methods.buying) {
      PlaceSet all;
      for (const Reference& name : method.value.stands_in) {
        if (const auto set = scenario_.places.set_of(name.name)) {
          all |= *set;
        } else {
          add_unknown("place or group", name, scenario_.places.set_names());
        }
      }
      scenario_.stands_in.push_back(all);
    }
    for (const auto* stock : {&actors.opening_stock.abroad, &actors.opening_stock.chinese}) {
      for (const auto& entry : *stock) {
        const Id<Product> product = resolve_chip(entry.name, entry.at);
        if (!product.is_none() && !scenario_.is_simulated(product)) {
          problems_.add(entry.at, fmt::format("'{}' is in stock but has no bill of materials", entry.name),
                        "give it one under supply.packages");
        }
      }
    }
  }

  const std::vector<Regime>* law_ = nullptr;
};

void name_draws(Scenario& scenario, const ScenarioInput& input) {
  for (const std::string& key : scenario.catalogue.key) scenario.keys.product.push_back(key_of("chip", key));
  const PlaceNetwork& places = scenario.places;
  for (const std::string& code : places.code) scenario.keys.place.push_back(key_of("place", code));
  for (const Id<Lane> lane : sim::ids(places.from))
    scenario.keys.lane.push_back(
        key_of("lane", places.code[places.from[lane]] + "-" + places.code[places.to[lane]]));
  for (const auto& region : input.actors.officers)
    scenario.keys.region.push_back(key_of("region", region.name));
  for (const auto& method : input.parameters.methods.buying)
    scenario.keys.buying.push_back(key_of("buying", method.name));
}

}  // namespace

Scenario::Scenario() = default;
Scenario::Scenario(const Scenario& other) = default;
Scenario::Scenario(Scenario&& other) noexcept = default;
Scenario& Scenario::operator=(const Scenario& other) = default;
Scenario& Scenario::operator=(Scenario&& other) noexcept = default;
Scenario::~Scenario() = default;

Scenario read_scenario(const sim::Node& root, const std::vector<sim::Node>& regimes, Problems& problems) {
  Scenario scenario;
  ScenarioInput input;
  Problems of_law;  // what stands between the law and its reading: with it, more would be said than is wrong
  scenario.catalogue = read_catalogue(part(root, {"sources", "chips"}), of_law);
  scenario.places = read_place_network(part(root, {"places", "lanes"}), of_law);
  const std::vector<Regime> known = read_regimes(regimes, problems);
  if (const sim::Node* written = root.find("calendar"))
    sim::read(*written, input.calendar, "calendar", of_law);
  if (const sim::Node* changes = root.find("calendar_changes"))
    sim::read(*changes, input.calendar_changes, "calendar_changes", of_law);
  const sim::Says says{.says = "scenario"};
  sim::read_struct(root, input, sim::Asked{says, "scenario", problems}, kReadElsewhere);

  sim::check_name(root.find("scenario"), "scenario", problems);
  input.calendar = changed(input.calendar, input.calendar_changes, of_law);
  Problems of_rules;
  if (of_law.empty() && !root.partial && can_be_folded(known)) {
    scenario.laws =
        write_laws(known, input.calendar, input.adaptation, scenario.catalogue, scenario.places, of_rules);
  } else {
    check_regime_names(known, input.calendar, of_rules);
  }
  problems.add(of_law);
  if (!root.partial) {
    Builder builder(scenario, input, problems);
    builder.place_scenario(root.at);
    if (of_rules.empty()) builder.know_law(known);
    builder.build();
  }
  problems.add(of_rules);
  if (!problems.empty() || root.partial) return scenario;
  const std::string of_regimes = text_of(regimes);
  std::string rules = of_regimes;
  for (const char* name : {"places", "lanes", "calendar", "calendar_changes", "adaptation"}) {
    if (const sim::Node* written = root.find(name))
      rules += fmt::format("{}:\n{}", name, sim::write_yaml(*written));
  }
  compile(scenario.laws, scenario.catalogue, scenario.places, rules);
  for (Law& law : scenario.laws) law.tenancies = lay_out_tenancies(scenario, law);
  lay_out_closings(scenario, known, input.calendar);
  for (const LoopholeInput& loophole : input.adaptation) {
    const int week = scenario.calendar.first_week_from(loophole.since);
    scenario.loopholes.push_back({loophole.closes.name, week});
  }
  name_draws(scenario, input);
  std::string all;
  std::string undated;
  for (const sim::Node::Entry& entry : root.entries) {
    const std::string text = sim::write_yaml(part(root, {entry.key}), is_mark);
    all += text;
    if (!is_dated(entry.key)) undated += text;
  }
  scenario.hash = sim::hash_of(all + of_regimes);
  scenario.undated = sim::hash_of(undated + of_regimes);
  return scenario;
}

}  // namespace chokepoint
