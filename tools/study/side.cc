#include "tools/study/side.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/record/measures.h"

namespace tools {
namespace {

template <class Measures>
std::vector<std::string> names_of(const Measures& measures) {
  std::vector<std::string> names;
  for (const auto& measure : measures) names.emplace_back(measure.name);
  return names;
}

}  // namespace

void check_measure(const sim::Reference& measure, bool by_place, sim::Problems& problems) {
  const std::string& name = measure.name;
  if (name.empty()) return;  // reported as missing
  const bool is_known =
      by_place ? chokepoint::find_place_measure(name) != nullptr : chokepoint::find_measure(name) != nullptr;
  if (is_known) return;
  if (!by_place && chokepoint::find_place_measure(name) != nullptr) {
    problems.add(measure.at, fmt::format("measure '{}' is by place", name), "add 'place: MY'");
    return;
  }
  problems.add(measure.at, fmt::format("unknown measure{} '{}'", by_place ? " by place" : "", name),
               sim::did_you_mean(name, by_place ? names_of(chokepoint::place_measures())
                                                : names_of(chokepoint::measures())));
}

bool check_policy(const Side& side, const std::vector<std::string>& known, sim::Problems& problems) {
  const std::string& name = side.policy.name;
  if (std::find(known.begin(), known.end(), name) != known.end()) return true;
  if (!name.empty())
    problems.add(side.policy.at, fmt::format("unknown policy '{}'", name), sim::did_you_mean(name, known));
  return false;
}

std::size_t row_of(std::vector<Variant>& variants, const Side& side, std::string name, int runs) {
  const std::string over = sim::write_yaml(side.with.node);
  for (std::size_t row = 0; row < variants.size(); ++row) {
    if (variants[row].policy != side.policy.name || sim::write_yaml(variants[row].over) != over) continue;
    variants[row].replicates = std::max(variants[row].replicates, static_cast<std::uint64_t>(runs));
    return row;
  }
  if (side.with.node.entries.empty()) name = side.policy.name;
  variants.push_back({.name = std::move(name),
                      .policy = side.policy.name,
                      .over = side.with.node,
                      .replicates = static_cast<std::uint64_t>(runs)});
  return variants.size() - 1;
}

void add_sides(Experiments& experiments, const std::string& name, const Side& base,
               const std::optional<Side>& change, int runs) {
  Experiments::Sides sides;
  sides.base = row_of(experiments.variants, base, name + " base", runs);
  sides.change = change ? row_of(experiments.variants, *change, name, runs) : sides.base;
  experiments.of.push_back(sides);
}

}  // namespace tools
