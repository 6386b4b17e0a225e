// Whether one study goes on with what was made for another.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/analysis/csv.h"
#include "sim/experiment/store_schema.h"

namespace sim::schema {
namespace {

/// A thing by name, with all of it that decides a number.
struct Item {
  std::string name;
  std::string facts;
};

std::vector<Item> factors(const StudyRecord& study) {
  std::vector<Item> items;
  for (const StoredFactor& f : study.factors) {
    std::string facts = fmt::format("{} to {}", exact_text(f.low), exact_text(f.high));
    if (!f.shape.empty()) facts += " " + f.shape;
    if (f.levels > 0) facts += fmt::format(" in {} levels", f.levels);
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

void compare(const std::string& what, const std::vector<Item>& was, const std::vector<Item>& now,
             std::vector<std::string>& differences) {
  const std::size_t before = differences.size();
  const auto find = [](const std::vector<Item>& items, const std::string& name) {
    return std::find_if(items.begin(), items.end(), [&name](const Item& item) { return item.name == name; });
  };
  for (const Item& item : was) {
    const auto same = find(now, item.name);
    if (same == now.end()) {
      differences.push_back(fmt::format("{} is gone", item.name));
    } else if (same->facts != item.facts) {
      differences.push_back(fmt::format("{} was {} and is {}", item.name, item.facts, same->facts));
    }
  }
  for (const Item& item : now) {
    if (find(was, item.name) == was.end()) differences.push_back(fmt::format("{} is new", item.name));
  }
  const auto same_name = [](const Item& a, const Item& b) { return a.name == b.name; };
  if (differences.size() == before &&
      !std::equal(was.begin(), was.end(), now.begin(), now.end(), same_name)) {
    differences.push_back(fmt::format("the {} are in another order", what));
  }
}

}  // namespace

std::vector<std::string> differences(const StudyRecord& was, const StudyRecord& now) {
  std::vector<std::string> all;
  if (was.method != now.method) {
    all.push_back(fmt::format("the design was '{}' and is '{}'", was.method, now.method));
  }
  if (was.seed != now.seed) all.push_back(fmt::format("the seed was {} and is {}", was.seed, now.seed));
  if (was.points > now.points) {
    all.push_back(fmt::format("there were {} points and are only {}", was.points, now.points));
  }
  if (was.replicates > now.replicates) {
    all.push_back(fmt::format("there were {} replicates and are only {}", was.replicates, now.replicates));
  }
  compare("factors", factors(was), factors(now), all);
  compare("outputs", outputs(was), outputs(now), all);
  compare("scenarios", scenarios(was), scenarios(now), all);
  return all;
}

}  // namespace sim::schema
