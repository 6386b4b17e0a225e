// Folding a calendar of regimes into versions.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "models/law/regimes.h"

namespace chokepoint {
namespace {

using sim::Date;
using sim::Node;
using sim::Problems;

/// The regimes of a calendar and how they hang together.
struct Calendar {
  std::vector<RegimeInForce> in_force;
  std::vector<std::vector<std::size_t>>
      ancestors;  ///< all that each one extends, directly or not; may repeat

  std::size_t find(std::string_view name) const {
    std::size_t index = 0;
    while (index < in_force.size() && in_force[index].regime->regime != name) ++index;
    return index;
  }
  bool related(std::size_t a, std::size_t b) const {
    const auto extends = [this](std::size_t later, std::size_t earlier) {
      return std::find(ancestors[later].begin(), ancestors[later].end(), earlier) != ancestors[later].end();
    };
    return extends(a, b) || extends(b, a);
  }
};

const Regime* find_known(std::span<const Regime> known, const sim::Reference& name, Problems& problems) {
  std::vector<std::string> names;
  for (const Regime& regime : known) {
    if (regime.regime == name.name) return &regime;
    names.push_back(regime.regime);
  }
  if (!name.name.empty())
    problems.add(name.at, fmt::format("unknown regime '{}'", name.name), sim::did_you_mean(name.name, names));
  return nullptr;
}

std::string dates(Date from, const std::optional<Date>& until) {
  return fmt::format("from {} to {}", from.iso(), until ? until->plus_days(-1).iso() : "the end");
}

/// A regime whose own dates are the wrong way round was reported when it was read.
void enter(Calendar& calendar, RegimeInForce entry, Problems& problems) {
  const bool own_dates = entry.from == entry.regime->effective && entry.until == entry.regime->until;
  if (!own_dates && entry.until && *entry.until <= entry.from) {
    problems.add(entry.at,
                 fmt::format("regime '{}' ends on {}, not after it begins on {}", entry.regime->regime,
                             entry.until->iso(), entry.from.iso()),
                 "'until' is the first day no longer in force");
  }
  calendar.in_force.push_back(std::move(entry));
}

/// Brings in what each regime extends. The list grows while it is walked.
void bring_in_extended(Calendar& calendar, std::span<const Regime> known, Problems& problems) {
  for (std::size_t index = 0; index < calendar.in_force.size(); ++index) {
    for (const sim::Reference& base : calendar.in_force[index].regime->extends.names) {
      if (calendar.find(base.name) < calendar.in_force.size()) continue;
      if (const Regime* regime = find_known(known, base, problems)) {
        enter(calendar, {regime, regime->effective, regime->until, base.at}, problems);
      }
    }
  }
}

/// The names of a circle of `extends`, from `start` over the regimes walked to `end` and back.
std::string describe_circle(const Calendar& calendar, std::size_t start, std::size_t end,
                            const std::vector<std::size_t>& came_from) {
  const auto name = [&](std::size_t index) { return calendar.in_force[index].regime->regime; };
  std::string circle = name(start);
  for (std::size_t here = end; here != start; here = came_from[here]) circle.insert(0, name(here) + " -> ");
  return name(start) + " -> " + circle;
}

/// Fills in the ancestors by walking `extends` upwards. A regime that meets itself is circular; of a circle
/// only the first in the calendar reports it.
void find_ancestors(Calendar& calendar, Problems& problems) {
  const std::size_t count = calendar.in_force.size();
  calendar.ancestors.resize(count);
  for (std::size_t index = 0; index < count; ++index) {
    std::vector<std::size_t>& found = calendar.ancestors[index];
    std::vector<std::size_t> came_from(count, index);
    std::vector<std::size_t> open{index};
    while (!open.empty()) {
      const std::size_t here = open.back();
      open.pop_back();
      for (const sim::Reference& base : calendar.in_force[here].regime->extends.names) {
        const std::size_t above = calendar.find(base.name);
        if (above == index) {
          bool is_first = true;
          for (std::size_t member = here; member != index; member = came_from[member])
            is_first = is_first && index < member;
          if (here == index) {
            problems.add(base.at, fmt::format("regime '{}' extends itself", base.name));
          } else if (is_first) {
            problems.add(base.at, "circular extends", describe_circle(calendar, index, here, came_from));
          }
        }
        if (above == count || above == index) continue;
        if (std::find(found.begin(), found.end(), above) != found.end()) continue;
        found.push_back(above);
        came_from[above] = here;
        open.push_back(above);
      }
    }
  }
}

void check_extended_in_force(const Calendar& calendar, Problems& problems) {
  for (const RegimeInForce& entry : calendar.in_force) {
    for (const sim::Reference& base : entry.regime->extends.names) {
      const std::size_t index = calendar.find(base.name);
      if (index == calendar.in_force.size()) continue;
      const RegimeInForce& above = calendar.in_force[index];
      const bool ends_early = above.until && (!entry.until || *entry.until > *above.until);
      if (above.from <= entry.from && !ends_early) continue;
      problems.add(entry.at,
                   fmt::format("regime '{}' is in force {}, but extends '{}'", entry.regime->regime,
                               dates(entry.from, entry.until), base.name),
                   fmt::format("which is in force {}", dates(above.from, above.until)));
    }
  }
}

/// The dotted path of the first field that both trees set, differently; "" when there is none.
std::string first_clash(const Node& a, const Node& b) {
  if (a.kind != Node::Kind::kMap || b.kind != Node::Kind::kMap) return sim::same(a, b) ? "" : ".";
  for (const Node::Entry& entry : a.entries) {
    const Node* other = b.find(entry.key);
    if (other == nullptr) continue;
    const std::string deeper = first_clash(entry.value, *other);
    if (!deeper.empty()) return "." + entry.key + (deeper == "." ? "" : deeper);
  }
  return "";
}

void check_clashes(const Calendar& calendar, Problems& problems) {
  for (std::size_t later = 0; later < calendar.in_force.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const RegimeInForce& a = calendar.in_force[earlier];
      const RegimeInForce& b = calendar.in_force[later];
      const Date from = std::max(a.from, b.from);
      std::optional<Date> until = a.until;
      if (b.until && (!until || *b.until < *until)) until = b.until;
      if (calendar.related(earlier, later) || (until && *until <= from)) continue;
      const std::string clash = first_clash(a.regime->controls.node, b.regime->controls.node);
      if (clash.empty()) continue;
      const std::string path = clash.substr(1);
      const auto dot = path.find('.');
      const std::string field = dot == path.npos ? "" : fmt::format(" ({})", path.substr(dot + 1));
      problems.add(
          b.at,
          fmt::format("regimes '{}' and '{}' both set control '{}'{} while in force {}", a.regime->regime,
                      b.regime->regime, path.substr(0, dot), field, dates(from, until)),
          "say which extends the other, or end the first");
    }
  }
}

/// Takes the value at a dotted path out of a tree. Keys may hold dots themselves: the longest that fits is
/// meant.
bool take_out(Node& tree, std::string_view path) {
  std::size_t longest = tree.entries.size();
  for (std::size_t index = 0; index < tree.entries.size(); ++index) {
    const std::string& key = tree.entries[index].key;
    const bool fits = path.starts_with(key) && (path.size() == key.size() || path[key.size()] == '.');
    if (fits && (longest == tree.entries.size() || key.size() > tree.entries[longest].key.size()))
      longest = index;
  }
  if (longest == tree.entries.size()) return false;
  const std::size_t length = tree.entries[longest].key.size();
  std::vector<Node::Entry>& entries = tree.entries.change();
  if (length < path.size()) return take_out(entries[longest].value, path.substr(length + 1));
  entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(longest));
  return true;
}

/// Every dotted path of a control or of something named in it, for spelling help.
std::vector<std::string> paths_in(const Node& controls) {
  std::vector<std::string> paths;
  for (const Node::Entry& control : controls.entries) {
    paths.push_back(control.key);
    for (const Node::Entry& field : control.value.entries) {
      for (const Node::Entry& named : field.value.entries) {
        paths.push_back(fmt::format("{}.{}.{}", control.key, field.key, named.key));
      }
    }
  }
  return paths;
}

/// The version of a day, which goes on from the one before where it only adds regimes to it.
FoldedVersion fold_day(const Calendar& calendar, Date day, const FoldedVersion* before, Problems& problems) {
  std::vector<std::size_t> now;
  for (std::size_t index = 0; index < calendar.in_force.size(); ++index) {
    const RegimeInForce& entry = calendar.in_force[index];
    if (entry.from <= day && (!entry.until || day < *entry.until)) now.push_back(index);
  }
  // Of two that begin on one day, what is extended comes first: it has fewer ancestors.
  std::sort(now.begin(), now.end(), [&](std::size_t a, std::size_t b) {
    const auto key = [&](std::size_t index) {
      const RegimeInForce& entry = calendar.in_force[index];
      return std::tuple(entry.from, calendar.ancestors[index].size(), std::string_view(entry.regime->regime));
    };
    return key(a) < key(b);
  });
  FoldedVersion version;
  version.first = day;
  version.controls.kind = Node::Kind::kMap;
  std::size_t done = 0;
  if (before != nullptr && before->regimes.size() <= now.size()) {
    const auto is_before = [&](const Regime* regime, std::size_t index) {
      return calendar.in_force[index].regime == regime;
    };
    if (std::equal(before->regimes.begin(), before->regimes.end(), now.begin(), is_before)) {
      done = before->regimes.size();
      version.regimes = before->regimes;
      version.controls = before->controls;
    }
  }
  for (; done < now.size(); ++done) {
    const Regime& regime = *calendar.in_force[now[done]].regime;
    version.regimes.push_back(&regime);
    for (const sim::Reference& path : regime.repeals) {
      if (take_out(version.controls, path.name)) continue;
      problems.add(path.at, fmt::format("nothing to repeal at '{}'", path.name),
                   sim::did_you_mean(path.name, paths_in(version.controls)));
    }
    version.controls = sim::merge(std::move(version.controls), regime.controls.node);
  }
  return version;
}

}  // namespace

void check_regime_names(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                        Problems& problems) {
  if (!names_are_known(known)) return;
  for (const CalendarEntry& entry : calendar) find_known(known, entry.regime, problems);
  for (const Regime& regime : known) {
    for (const sim::Reference& base : regime.extends.names) find_known(known, base, problems);
  }
}

std::vector<FoldedVersion> fold(std::span<const Regime> known, std::span<const CalendarEntry> entries,
                                Problems& problems) {
  const std::size_t before = problems.size();
  Calendar calendar;
  for (const CalendarEntry& entry : entries) {
    const Regime* regime = find_known(known, entry.regime, problems);
    if (regime == nullptr) continue;
    if (const auto first = calendar.find(entry.regime.name); first < calendar.in_force.size()) {
      problems.add(entry.regime.at, fmt::format("regime '{}' is in the calendar twice", entry.regime.name),
                   fmt::format("first at {}", calendar.in_force[first].at.describe()));
      continue;
    }
    enter(
        calendar,
        {regime, entry.from.value_or(regime->effective), entry.until ? entry.until : regime->until, entry.at},
        problems);
  }
  bring_in_extended(calendar, known, problems);
  find_ancestors(calendar, problems);
  if (problems.size() != before) return {};
  check_extended_in_force(calendar, problems);
  check_clashes(calendar, problems);
  if (problems.size() != before) return {};

  std::vector<Date> firsts{Date::of(1, 1, 1)};
  for (const RegimeInForce& entry : calendar.in_force) {
    firsts.push_back(entry.from);
    if (entry.until) firsts.push_back(*entry.until);
  }
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  std::vector<FoldedVersion> versions;
  for (const Date first : firsts)
    versions.push_back(fold_day(calendar, first, versions.empty() ? nullptr : &versions.back(), problems));
  return versions;
}

}  // namespace chokepoint
