#include "tools/study/quantity.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/scenario/scenario.h"

namespace tools {
namespace {

using chokepoint::AmountKey;
using chokepoint::AmountOf;
using chokepoint::Query;
using chokepoint::Scenario;

std::vector<std::string> quantity_names() {
  std::vector<std::string> names;
  for (const chokepoint::Measure& measure : chokepoint::measures()) names.emplace_back(measure.name);
  for (const chokepoint::Amount& amount : chokepoint::amounts()) names.emplace_back(amount.name);
  return names;
}

/// The products of a key: one, or all of a designer.
std::vector<sim::Id<chokepoint::Product>> products_of(const Scenario& scenario, const std::string& key) {
  std::vector<sim::Id<chokepoint::Product>> products;
  for (const auto product : scenario.simulated) {
    const chokepoint::ProductFacts& facts = scenario.products[product];
    if (scenario.catalogue.key[product] == key || scenario.designers[facts.designer].name == key)
      products.push_back(product);
  }
  return products;
}

std::vector<std::string> product_keys(const Scenario& scenario) {
  std::vector<std::string> keys;
  for (const auto& designer : scenario.designers) keys.push_back(designer.name);
  for (const auto product : scenario.simulated) keys.push_back(scenario.catalogue.key[product]);
  return keys;
}

/// Understands the key of an amount; adds a problem when it is none.
AmountOf key_of(const Scenario& scenario, const chokepoint::Amount& amount, const sim::Quantity& quantity,
                sim::Problems& problems) {
  AmountOf of;
  const std::string& key = quantity.key;
  const auto wrong = [&](const std::vector<std::string>& known) {
    problems.add(quantity.key_at, fmt::format("'{}' has nothing for '{}'", amount.name, key),
                 sim::did_you_mean(key, known));
  };
  if (amount.by == AmountKey::kProduct) {
    of.products = products_of(scenario, key);
    if (of.products.empty()) wrong(product_keys(scenario));
  } else if (amount.by == AmountKey::kPlace) {
    const auto& codes = scenario.places.code.values();
    const auto found = std::find(codes.begin(), codes.end(), key);
    if (found == codes.end()) {
      wrong(codes);
    } else {
      of.place = sim::Id<chokepoint::Place>(static_cast<std::uint32_t>(found - codes.begin()));
    }
  } else if (amount.by == AmountKey::kRank) {
    std::vector<std::string> ranks;
    for (std::size_t rank = 1; rank <= chokepoint::kRanks; ++rank) ranks.push_back(fmt::format("{}", rank));
    const auto found = std::find(ranks.begin(), ranks.end(), key);
    if (found == ranks.end()) {
      wrong(ranks);
    } else {
      of.rank = static_cast<std::size_t>(found - ranks.begin()) + 1;
    }
  }
  return of;
}

void check_key(const chokepoint::Amount& amount, const sim::Quantity& quantity, sim::Problems& problems) {
  constexpr const char* kExamples[] = {"", "[H20] or [NVIDIA]", "[MY]", "[5]"};
  const bool has_key = amount.by != AmountKey::kNone;
  if (has_key == !quantity.key.empty()) return;
  problems.add(quantity.name_at,
               fmt::format("'{}' {} a key", quantity.name, has_key ? "needs" : "has no use for"),
               has_key ? fmt::format("write {}{}", quantity.name, kExamples[static_cast<int>(amount.by)])
                       : "leave the brackets out");
}

}  // namespace

std::vector<std::string> aggregate_names() {
  const auto& names = sim::EnumNames<chokepoint::Aggregate>::names;
  return {std::begin(names) + 1, std::end(names)};
}

std::optional<Query> query_of(const Scenario& scenario, const sim::Quantity& quantity,
                              sim::Problems& problems) {
  const std::size_t before = problems.size();
  Query query;
  query.period = quantity.period;
  query.measure = chokepoint::find_measure(quantity.name);
  query.amount = chokepoint::find_amount(quantity.name);
  const auto aggregates = aggregate_names();
  if (const auto found = std::find(aggregates.begin(), aggregates.end(), quantity.aggregate);
      found != aggregates.end())
    query.aggregate = static_cast<chokepoint::Aggregate>(found - aggregates.begin() + 1);
  if (query.measure == nullptr && query.amount == nullptr) {
    problems.add(quantity.name_at, fmt::format("unknown measure or amount '{}'", quantity.name),
                 sim::did_you_mean(quantity.name, quantity_names()));
  } else if (query.measure != nullptr) {
    if (!quantity.key.empty())
      problems.add(quantity.key_at, fmt::format("'{}' has no use for a key", quantity.name),
                   "leave the brackets out");
  } else {
    check_key(*query.amount, quantity, problems);
    if (problems.size() == before) query.of = key_of(scenario, *query.amount, quantity, problems);
    if (query.aggregate != chokepoint::Aggregate::kWhole && query.aggregate < chokepoint::Aggregate::kGrowth)
      problems.add(quantity.at, fmt::format("'{}' has no {}", quantity.name, quantity.aggregate),
                   "measures have; growth and doubling_months may be had of both");
  }
  if (problems.size() != before) return std::nullopt;
  return query;
}

std::optional<sim::Expression> figure_of(const Scenario& scenario, const sim::Reference& text,
                                         sim::Problems& problems) {
  auto expression = sim::Expression::parse(text.name, text.at, aggregate_names(), problems);
  if (!expression) return std::nullopt;
  const std::size_t before = problems.size();
  for (const sim::Quantity& quantity : expression->quantities()) {
    query_of(scenario, quantity, problems);
    if (!quantity.scenario.empty())
      problems.add(quantity.scenario_at, fmt::format("'{}' of another scenario", quantity.name),
                   "a figure is of the run itself; `predict` asks across scenarios");
  }
  if (problems.size() != before) return std::nullopt;
  return expression;
}

std::vector<Query> queries_of(const Scenario& scenario, std::span<const sim::Expression> figures) {
  std::vector<Query> queries;
  sim::Problems none;
  for (const sim::Expression& figure : figures) {
    for (const sim::Quantity& quantity : figure.quantities())
      queries.push_back(query_of(scenario, quantity, none).value());
  }
  return queries;
}

std::vector<double> values_of(std::span<const sim::Expression> figures, std::span<const double> answers) {
  std::vector<double> values;
  for (const sim::Expression& figure : figures) {
    const std::size_t count = figure.quantities().size();
    values.push_back(figure.value(answers.first(count)));
    answers = answers.subspan(count);
  }
  return values;
}

}  // namespace tools
