// What reading a scenario into a Scenario is made of: dated figures by week, names resolved, problems at their
// places. Shared by the files that lay out the parts of a scenario; nobody else needs it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "models/keys.h"
#include "models/scenario/scenario.h"

namespace chokepoint {

class Layout {
 public:
  Layout(Scenario& scenario, const ScenarioInput& input, sim::Problems& problems)
      : scenario_(scenario), input_(input), problems_(problems), fields_are_right_(problems.empty()) {}

  void place_scenario(const sim::Where& at) { here_ = at; }

  Weekly weekly(const Series& series, double factor = 1) const {
    if (series.points.empty()) return Weekly(static_cast<std::size_t>(scenario_.calendar.weeks));
    Weekly values;
    for (int week = 0; week < scenario_.calendar.weeks; ++week) {
      values.push_back(series.linear(scenario_.calendar.date_of(week)) * factor);
    }
    return values;
  }

  /// A series that a run draws within its ranges, under a name of its own; `most` bounds what is drawn.
  Dated dated(const Series& series, const std::string& name, double factor = 1,
              double most = sim::kInfinity) {
    Dated figure;
    figure.value = weekly(series, factor);
    const auto is_known = [](const Series::Point& point) { return point.low == point.high; };
    if (std::all_of(series.points.begin(), series.points.end(), is_known)) return figure;
    Series low = series;
    Series high = series;
    for (std::size_t i = 0; i < series.points.size(); ++i) {
      low.points[i].value = series.points[i].low;
      high.points[i].value = series.points[i].high;
    }
    figure.row =
        scenario_.dated_ranges.push_back({figure.value, weekly(low, factor), weekly(high, factor), most});
    scenario_.keys.figure.push_back(key_of("figure", name));
    return figure;
  }

  /// A series that stands as written: a factor of the priors moves it, or nothing does.
  Dated known(const Series& series, double factor = 1) const {
    Dated figure;
    figure.value = weekly(series, factor);
    return figure;
  }

  /// The first week that begins on or after a day: dated things take hold at the start of a week.
  int first_week_from(sim::Date day) const { return scenario_.calendar.first_week_from(day); }

  sim::Id<Place> need_place(std::string_view code) {
    const sim::Id<Place> place = scenario_.places.find(code);
    if (place.is_none() && fields_are_right_)
      problems_.add(here_, fmt::format("no place '{}'", code), "the model needs it");
    return place;
  }

  template <class Tag, class T>
  sim::Id<Tag> resolve(const Reference& reference, const Named<T>& among, std::string_view what) {
    for (std::size_t row = 0; row < among.entries.size(); ++row) {
      if (among.entries[row].name == reference.name) return sim::Id<Tag>(row);
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

  sim::Id<Place> resolve_place(const Reference& reference) {
    const sim::Id<Place> place = scenario_.places.find(reference.name);
    if (place.is_none()) add_unknown("place", reference, scenario_.places.code.values());
    return place;
  }

  sim::Id<Product> resolve_chip(const std::string& name, const sim::Where& at) {
    const sim::Id<Product> product = scenario_.catalogue.find(name);
    if (product.is_none()) add_unknown("chip", {name, at}, scenario_.catalogue.key.values());
    return product;
  }

  sim::Id<Designer> designer_named(std::string_view name) const {
    for (const sim::Id<Designer> designer : sim::ids(scenario_.designers)) {
      if (scenario_.designers[designer].name == name) return designer;
    }
    return {};
  }

 protected:
  Scenario& scenario_;
  const ScenarioInput& input_;
  sim::Problems& problems_;
  bool fields_are_right_;  ///< else names are looked up, no more
  sim::Where here_;
};

/// Lays out what can be made and of what: lines, dies, memory, packaging, designers, products.
class SupplyLayout : public Layout {
 public:
  explicit SupplyLayout(const Layout& layout) : Layout(layout) {}
  void lay_out();

 private:
  void lay_out_supply();
  void lay_out_products();
  void check_product(const std::string& name, const sim::Where& at, const PackageInput& package,
                     const ProductFacts& facts);
};

/// Lists the products that are simulated, once all are known.
void list_simulated(Scenario& scenario);

}  // namespace chokepoint
