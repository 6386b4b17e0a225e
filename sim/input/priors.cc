#include "sim/input/priors.h"

#include <cmath>
#include <set>

#include <fmt/format.h>
#include <boost/math/special_functions/erf.hpp>

namespace sim {
namespace {

/// As "0: one, 1: other".
std::string words_for_forms(const Says& says) {
  return fmt::format("0: {}, 1: {}", says.forms[0], says.forms[1]);
}

double normal_point(double u) { return -std::sqrt(2.0) * boost::math::erfc_inv(2.0 * u); }

/// The first point behind a day, by number.
std::size_t first_after(const Series& series, Date day) {
  const auto& points = series.points;
  return static_cast<std::size_t>(std::ranges::upper_bound(points, day, {}, &Series::Point::date) -
                                  points.begin());
}

}  // namespace

void Sourced::check_range(Checker& checker) const {
  if (low.has_value() != high.has_value()) {
    checker.problem(low ? "low" : "high", low ? "low without high" : "high without low",
                    "a range has both ends");
  } else if (!low && confidence == Confidence::kEstimate) {
    checker.problem("confidence", "confidence C without low and high", "an estimate says how wide it is");
  } else if (low && *low > value) {
    checker.problem(checker.newer("low", "value"), fmt::format("low {} is above value {}", *low, value),
                    "the value lies in its range");
  } else if (high && *high < value) {
    checker.problem(checker.newer("high", "value"), fmt::format("high {} is below value {}", *high, value),
                    "the value lies in its range");
  }
}

void WrittenPrior::check(Checker& checker) const {
  check_range(checker);
  if (shape && !low && !high) {
    checker.problem("shape", "shape without low and high", "it spreads belief between them");
  }
  if (outer.has_forms() && low && (shape != Shape::kChoice || *low != 0 || *high != 1)) {
    checker.problem(shape && shape != Shape::kChoice ? "shape" : "low",
                    "a choice between two forms has the shape choice, low 0 and high 1",
                    words_for_forms(outer));
  }
  if (!outer.has_forms() && shape == Shape::kChoice)
    checker.problem("shape", "shape choice of a figure",
                    "it is for what chooses between two forms of a mechanism");
  if (outer.has_forms() && value != 0 && value != 1)
    checker.problem("value", fmt::format("{} is neither form", value), words_for_forms(outer));
  if (std::set<InView>(in_view.begin(), in_view.end()).size() < in_view.size())
    checker.problem("in_view", "in_view names the same twice");
  const bool logarithmic = shape == Shape::kLogUniform || shape == Shape::kLogNormal;
  if (logarithmic && low && *low <= 0) {
    checker.problem("low", fmt::format("low {} is not above 0", *low),
                    fmt::format("as {} needs", enum_name(*shape)));
  }
  if (!unit.empty() && !outer.unit.empty() && unit != outer.unit) {
    checker.problem("unit", fmt::format("unit '{}' is not the declared unit", unit),
                    fmt::format("which is '{}'", outer.unit));
  }
}

void read_value(const Node& node, Parameter& into, const Asked& asked) {
  if (node.kind != Node::Kind::kMap) {
    double value = 0;
    const std::size_t before = asked.problems.size();
    read_value(node, value, asked);
    if (asked.problems.size() != before) return;
    if (asked.says.has_forms() && value != 0 && value != 1)
      asked.problems.add(node.at, fmt::format("{}: {} is neither form", asked.as, value),
                         words_for_forms(asked.says));
    else
      into = Parameter{.value = value, .low = value, .high = value, .source = ""};
    return;
  }
  WrittenPrior written(asked.says);
  const std::size_t before = asked.problems.size();
  read_struct(node, written, asked);
  if (asked.problems.size() != before) return;
  into = Parameter{written.value,
                   written.low.value_or(written.value),
                   written.high.value_or(written.value),
                   written.shape.value_or(Shape::kUniform),
                   written.confidence,
                   written.source,
                   written.in_view};
}

void read_value(const Node& node, Series& into, const Asked& asked) {
  if (is_unread(node)) return;
  if (node.kind != Node::Kind::kList || node.items.empty()) {
    asked.problems.add(node.at,
                       fmt::format("{}: expected a list of dated values, got {}", asked.as,
                                   node.kind == Node::Kind::kList ? "an empty one" : node.describe_kind()),
                       "write - {date: 2024-12-31, value: .., source: .., confidence: ..}");
    return;
  }
  Series series;
  const std::size_t before = asked.problems.size();
  for (const Node& item : node.items) {
    const std::string as = fmt::format("item {} of {}", series.points.size() + 1, asked.as);
    WrittenPoint written(asked.says);
    const std::size_t before_item = asked.problems.size();
    read_struct(item, written, Asked{asked.says, as, asked.problems});
    const bool compares = asked.problems.size() == before_item && before_item == before;
    if (compares && !series.points.empty() && written.date <= series.points.back().date) {
      Checker(item, asked.problems)
          .problem(
              "date",
              fmt::format("{} does not come after {}", written.date.iso(), series.points.back().date.iso()),
              "dates rise");
    }
    series.points.push_back({written.date, written.value, written.low.value_or(written.value),
                             written.high.value_or(written.value), written.confidence, written.source});
  }
  if (asked.problems.size() == before) into = std::move(series);
}

void read_value(const Node& node, Steps& into, const Asked& asked) {
  const std::size_t before = asked.problems.size();
  Steps read;
  if (node.kind == Node::Kind::kScalar) {
    read_value(node, read.before, asked);
  } else if (is_list(node, asked, Items::kMaps)) {
    read.before = into.before;
    for (const Node& item : node.items) {
      const std::string as = fmt::format("item {} of {}", read.steps.size() + 1, asked.as);
      WrittenStep written(asked.says);
      read_struct(item, written, Asked{asked.says, as, asked.problems});
      if (asked.problems.size() != before) continue;
      if (!read.steps.empty() && written.from <= read.steps.back().from) {
        asked.problems.add(item.at,
                           fmt::format("{}: {} does not come after {}", asked.as, written.from.iso(),
                                       read.steps.back().from.iso()),
                           "dates rise");
      }
      read.steps.push_back({written.from, written.level});
    }
  }
  if (asked.problems.size() == before) into = std::move(read);
}

double Parameter::quantile(double u) const {
  if (is_fixed()) return value;
  switch (shape) {
    case Shape::kUniform:
      return low + u * (high - low);
    case Shape::kTriangular: {
      const double rising = (value - low) / (high - low);  // probability below the mode
      return u < rising ? low + std::sqrt(u * (high - low) * (value - low))
                        : high - std::sqrt((1 - u) * (high - low) * (high - value));
    }
    case Shape::kLogUniform:
      return low * std::pow(high / low, u);
    case Shape::kLogNormal: {
      const double middle = (std::log(low) + std::log(high)) / 2;
      const double deviation = (std::log(high) - std::log(low)) / (2 * normal_point(0.95));
      return std::exp(middle + deviation * normal_point(u));
    }
    case Shape::kChoice:
      return u < 0.5 ? low : high;
  }
  return value;
}

double Series::linear(Date day) const {
  const std::size_t next = first_after(*this, day);
  if (next == 0) return points.front().value;
  const Point& before = points[next - 1];
  if (next == points.size()) return before.value;
  const Point& after = points[next];
  const double share =
      static_cast<double>(day.days - before.date.days) / (after.date.days - before.date.days);
  return before.value + share * (after.value - before.value);
}

double Steps::on(Date day) const {
  double level = before;
  for (const Step& step : steps) {
    if (step.from <= day) level = step.level;
  }
  return level;
}

double Series::step(Date day) const {
  const std::size_t next = first_after(*this, day);
  return points[next == 0 ? 0 : next - 1].value;
}

}  // namespace sim
