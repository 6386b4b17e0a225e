#include "models/scenario/idle_enforcement.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "models/scenario/idle_reasons.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;
using sim::Node;

/// What the bureau's people do, which its budget pays.
constexpr Effort kPaid[] = {Effort::kChecks, Effort::kCases, Effort::kListings, Effort::kClosing};

/// A level of a lever as it is written, and the weeks in which it holds.
struct Level {
  sim::Where at;
  int first = 0;
  int end = 0;
};

class IdleEnforcement {
 public:
  IdleEnforcement(const Scenario& scenario, const Node& root, IdleWarnings& warnings)
      : scenario_(scenario), root_(root), warnings_(warnings), reasons_(scenario) {
    sim::Problems none;
    if (const Node* written = root.find("enforcement")) sim::read(*written, input_, "enforcement", none);
  }

  void look_at_parts() {
    for (const EnforcementPart& part : enforcement_parts()) {
      look(enforcement(part.field), fmt::format("enforcement.{}", part.field),
           [&](int week) { return without_strength(week, reasons_.of(part.effort, week)); });
    }
  }

  void look_at_strength() {
    look(enforcement("strength"), "enforcement.strength", [&](int week) {
      std::string why = "the level of every part is 0";
      for (const EnforcementPart& part : enforcement_parts()) {
        if (level_of(part, week) == 0) continue;
        std::string of_part = reasons_.of(part.effort, week);
        if (of_part.empty()) return of_part;
        if (part.effort == Effort::kInspections) why = fmt::format("no part has what to act on: {}", of_part);
      }
      return why;
    });
  }

  /// Staff follow money slowly, so that it may tell in any week after.
  void look_at_budget() {
    look(enforcement("budget"), "enforcement.budget", [&](int first) {
      std::string why;
      for (int week = first; week < scenario_.calendar.weeks; ++week) {
        for (const Effort part : kPaid) {
          why =
              effort(part, week) == 0 ? "what the bureau's people do is at level 0" : reasons_.of(part, week);
          if (why.empty()) return why;
        }
      }
      return why;
    });
  }

  void look_at_award() {
    look(enforcement("award"), "enforcement.award", [&](int week) -> std::string {
      if (is_nothing(scenario_.parameters.enforcement.award_pull))
        return "parameters.enforcement.award_pull is 0";
      if (effort(Effort::kWhistleBlowers, week) == 0) return "whistle_blowers or strength is 0";
      return reasons_.of(Effort::kWhistleBlowers, week);
    });
  }

  void look_at_allies() {
    const PlaceNetwork& places = scenario_.places;
    bool any = false;
    for (const Id<Place> place : ids(places.code))
      any = any || (is_ally(places, place) && reasons_.lots_leave(place));
    look(enforcement("allied_customs"), "enforcement.allied_customs", [&](int week) -> std::string {
      return any ? inspections(week) : "no smuggled lot can leave an ally";
    });
  }

  void look_at_places() {
    const Node* written = enforcement("places");
    if (written == nullptr) return;
    for (const Node::Entry& entry : written->entries) {
      const Id<Place> place = scenario_.places.find(entry.key);
      if (place.is_none()) continue;
      const std::string path = fmt::format("enforcement.places.{}", entry.key);
      look(entry.value.find("inspections"), path + ".inspections", [&](int week) -> std::string {
        return reasons_.lots_leave(place) ? inspections(week)
                                          : "no smuggled lot can leave it on its way to China";
      });
      look(entry.value.find("checks"), path + ".checks",
           [&](int week) { return without_checks(place, week); });
    }
  }

  void look_at_location_software() {
    const Node* written = enforcement("location_software");
    const std::string why = written == nullptr ? "" : without_software();
    if (!why.empty()) warnings_.add(written->at, "enforcement.location_software", why);
  }

 private:
  const Node* enforcement(std::string_view field) const {
    const Node* written = root_.find("enforcement");
    return written == nullptr ? nullptr : written->find(field);
  }

  /// Names each level of a lever that does nothing in all weeks in which it holds.
  template <class WhyIn>
  void look(const Node* written, const std::string& path, const WhyIn& why_in) {
    if (written == nullptr || !warnings_.is_own(written->at)) return;
    for (const Level& level : levels_of(*written)) {
      if (level.first >= scenario_.calendar.weeks) continue;  // said already: it begins after the last day
      std::string why = level.first < level.end ? "" : "another level follows before the first week";
      for (int week = level.first; week < level.end; ++week) {
        const std::string of_week = why_in(week);
        if (of_week.empty()) {
          why.clear();
          break;
        }
        if (why.empty()) why = of_week;
      }
      if (!why.empty()) warnings_.add(level.at, path, why);
    }
  }

  std::vector<Level> levels_of(const Node& written) const {
    const int weeks = scenario_.calendar.weeks;
    if (written.kind == Node::Kind::kScalar) return {{written.at, 0, weeks}};
    std::vector<Level> levels;
    for (const Node& item : written.items) {
      const Node* from = item.find("from");
      const auto day = from == nullptr ? std::nullopt : sim::Date::parse(from->text);
      if (!day) continue;
      const int first = std::max(0, scenario_.calendar.first_week_from(*day));
      if (!levels.empty()) levels.back().end = std::min(first, weeks);
      levels.push_back({item.at, first, weeks});
    }
    return levels;
  }

  sim::Date day(int week) const { return scenario_.calendar.date_of(week); }
  double level_of(const EnforcementPart& part, int week) const { return (input_.*part.level).on(day(week)); }
  double effort(Effort part, int week) const {
    return scenario_.enforcement.effort[static_cast<std::size_t>(part)][static_cast<std::size_t>(week)];
  }
  std::string without_strength(int week, const std::string& otherwise) const {
    return input_.strength.on(day(week)) == 0 ? "enforcement.strength is 0" : otherwise;
  }
  std::string inspections(int week) const {
    if (effort(Effort::kInspections, week) == 0) return "inspections or strength is 0";
    return reasons_.of(Effort::kInspections, week);
  }
  std::string without_checks(Id<Place> place, int week) const {
    const Id<Region> region = scenario_.enforcement.region[place];
    if (region.is_none() || scenario_.enforcement.officers[region] == 0)
      return "no end-use officers look after it";
    if (!reasons_.has_sites(place)) return "nobody stands there who could be checked";
    if (effort(Effort::kChecks, week) == 0) return "checks or strength is 0";
    return reasons_.of(Effort::kChecks, week);
  }

  std::string without_software() const {
    if (is_nothing(scenario_.parameters.enforcement.location_voluntary))
      return "parameters.enforcement.location_voluntary is 0";
    int first = scenario_.calendar.weeks;
    bool is_for_one = false;
    for (const Id<Product> product : scenario_.simulated) {
      const int from = scenario_.enforcement.software_week[product];
      if (from < 0) continue;
      is_for_one = true;
      first = std::min(first, from);
    }
    if (!is_for_one) return "none of its chips is ever sold";
    std::string why;
    for (int week = first; week < scenario_.calendar.weeks; ++week) {
      why = effort(Effort::kLocationChecks, week) == 0 ? "location_checks or strength is 0"
                                                       : reasons_.of(Effort::kLocationChecks, week);
      if (why.empty()) return why;
    }
    return why;
  }

  const Scenario& scenario_;
  const Node& root_;
  IdleWarnings& warnings_;
  IdleReasons reasons_;
  EnforcementInput input_;
};

}  // namespace

void find_idle_enforcement(const Scenario& scenario, const Node& root, IdleWarnings& warnings) {
  IdleEnforcement levers(scenario, root, warnings);
  levers.look_at_parts();
  levers.look_at_strength();
  levers.look_at_budget();
  levers.look_at_award();
  levers.look_at_allies();
  levers.look_at_places();
  levers.look_at_location_software();
}

}  // namespace chokepoint
