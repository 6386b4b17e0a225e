// Whether one study goes on with what was made for another.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/store_schema.h"
#include "sim/report/csv.h"

namespace sim::schema {
namespace {

/// A thing by name, with all of it that decides a number.
struct Item {
  std::string name;
  std::string facts;
};

/// How many levels there are, and between which, decides which points there are, and no number of a run.
std::vector<Item> factors(const StudyRecord& study) {
  std::vector<Item> items;
  for (const StoredFactor& f : study.factors) {
    std::string facts =
        f.levels > 0 ? "in levels" : fmt::format("{} to {}", exact_text(f.low), exact_text(f.high));
    if (!f.shape.empty()) facts += " " + f.shape;
    if (!f.group.empty()) facts += fmt::format(" in group '{}'", f.group);
    items.push_back({fmt::format("factor '{}'", f.name), std::move(facts)});
  }
  return items;
}

std::vector<Item> outputs(const StudyRecord& study) {
  std::vector<Item> items;
  for (const Output& o : study.outputs) {
    items.push_back({fmt::format("output '{}' of {}", o.measure, o.year), fmt::format("in '{}'", o.unit)});
  }
  return items;
}

std::vector<Item> scenarios(const StudyRecord& study) {
  std::vector<Item> items;
  for (const StoredScenario& s : study.scenarios) {
    items.push_back({fmt::format("scenario '{}'", s.name), s.hash});
  }
  return items;
}

/// What is in only one of the two is no difference.
void compare_same(const std::vector<Item>& was, const std::vector<Item>& now,
                  std::vector<std::string>& differences) {
  for (const Item& item : was) {
    const auto same =
        std::find_if(now.begin(), now.end(), [&](const Item& other) { return other.name == item.name; });
    if (same != now.end() && same->facts != item.facts)
      differences.push_back(fmt::format("{} was {} and is {}", item.name, item.facts, same->facts));
  }
}

/// Every point has a value of each.
void compare_factors(const std::vector<Item>& was, const std::vector<Item>& now,
                     std::vector<std::string>& differences) {
  const std::size_t before = differences.size();
  const auto has = [](const std::vector<Item>& items, const std::string& name) {
    return std::any_of(items.begin(), items.end(), [&](const Item& item) { return item.name == name; });
  };
  for (const Item& item : was) {
    if (!has(now, item.name)) differences.push_back(fmt::format("{} is gone", item.name));
  }
  for (const Item& item : now) {
    if (!has(was, item.name)) differences.push_back(fmt::format("{} is new", item.name));
  }
  compare_same(was, now, differences);
  const auto same_name = [](const Item& a, const Item& b) { return a.name == b.name; };
  if (differences.size() == before && !std::equal(was.begin(), was.end(), now.begin(), now.end(), same_name))
    differences.emplace_back("the factors are in another order");
}

}  // namespace

std::vector<std::string> differences(const StudyRecord& was, const StudyRecord& now) {
  std::vector<std::string> all;
  if (was.name != now.name)
    all.push_back(fmt::format("it was the study '{}' and is '{}'", was.name, now.name));
  if (was.method != now.method) {
    all.push_back(fmt::format("the design was '{}' and is '{}'", was.method, now.method));
  }
  if (was.seed != now.seed) all.push_back(fmt::format("the seed was {} and is {}", was.seed, now.seed));
  if (!now.grows && was.points != now.points) {
    all.push_back(fmt::format(
        "the design had {} points and has {}, and one of another size shares none of them (sobol does)",
        was.points, now.points));
  }
  compare_factors(factors(was), factors(now), all);
  compare_same(outputs(was), outputs(now), all);
  compare_same(scenarios(was), scenarios(now), all);
  return all;
}

}  // namespace sim::schema
