#include <cmath>

#include <doctest/doctest.h>

#include "sim/input/fields.h"

using sim::Date;
using sim::Parameter;
using sim::Problems;
using sim::Series;
using sim::Shape;

namespace {

struct Figures {
  Parameter hurdle;
  Parameter form;
  Series wafers;
  template <class Visit>
  void fields(Visit& visit) {
    visit("hurdle", hurdle, {.says = "least margin", .unit = "fraction", .low = 0, .high = 5});
    visit("form", form, {.says = "how it grows", .low = 0, .high = 1, .forms = {"slowly", "fast"}});
    visit("wafers", wafers, {.says = "wafer starts", .unit = "wafers/month", .low = 0});
  }
};

Figures figures_of(const std::string& text) {
  Problems problems;
  Figures figures;
  sim::read(sim::parse_yaml(text, "f.yaml", problems), figures, "figures", problems);
  REQUIRE(problems.describe() == "");
  return figures;
}

/// The first line of what is said of one line of YAML.
std::string said_of(const std::string& text) {
  Problems problems;
  Figures figures;
  sim::read(sim::parse_yaml(text, "f.yaml", problems), figures, "figures", problems);
  const std::string all = problems.describe();
  return all.substr(0, all.find('\n'));
}

const char* const kPoints =
    "wafers:\n"
    "  - {date: 2024-01-01, value: 10, source: x, confidence: A}\n"
    "  - {date: 2024-01-11, value: 30, low: 20, high: 40, source: y, confidence: C}\n";

}  // namespace

TEST_CASE("a parameter has its range, shape and source") {
  const Parameter hurdle =
      figures_of(
          "hurdle: {value: 0.15, low: 0.05, high: 0.4, shape: triangular, source: here, confidence: C, "
          "unit: fraction, says: least margin}")
          .hurdle;
  CHECK(hurdle.value == 0.15);
  CHECK(hurdle.low == 0.05);
  CHECK(hurdle.high == 0.4);
  CHECK(hurdle.shape == Shape::kTriangular);
  CHECK(hurdle.confidence == sim::Confidence::kEstimate);
  CHECK(hurdle.source == "here");
  CHECK(!hurdle.is_fixed());
  CHECK(hurdle.in_view.empty());
}

TEST_CASE("a parameter says what its author had in view") {
  const Parameter hurdle =
      figures_of("hurdle: {value: 1, low: 0, high: 2, source: x, confidence: C, in_view: [essay, record]}")
          .hurdle;
  CHECK(hurdle.was_in_view(sim::InView::kEssay));
  CHECK(hurdle.was_in_view(sim::InView::kRecord));
  const Parameter other =
      figures_of("hurdle: {value: 1, source: x, confidence: A, in_view: [record]}").hurdle;
  CHECK(!other.was_in_view(sim::InView::kEssay));
  CHECK(!figures_of("hurdle: 1").hurdle.was_in_view(sim::InView::kRecord));
}

TEST_CASE("a bare number and a figure without a range are fixed") {
  CHECK(figures_of("hurdle: 0.2").hurdle.is_fixed());
  CHECK(figures_of("hurdle: 0.2").hurdle.quantile(0.9) == 0.2);
  const Parameter seen = figures_of("hurdle: {value: 0.2, source: x, confidence: A*}").hurdle;
  CHECK(seen.is_fixed());
  CHECK(seen.confidence == sim::Confidence::kArithmetic);
}

TEST_CASE("a parameter that does not hold together is refused") {
  const std::pair<const char*, const char*> cases[] = {
      {"hurdle: 7", "f.yaml:1:9: hurdle: 7 is above the most, 5 (as a fraction)"},
      {"hurdle: abc", "f.yaml:1:9: hurdle: expected a number, got text 'abc'"},
      {"hurdle: {value: 1, source: x, confidence: C}",
       "f.yaml:1:43: confidence C without low and high (an estimate says how wide it is)"},
      {"hurdle: {value: 1, confidence: B}",
       "f.yaml:1:9: missing field 'source' in hurdle (where the figure comes from)"},
      {"hurdle: {value: 1, low: 0, source: x, confidence: B}",
       "f.yaml:1:25: low without high (a range has both ends)"},
      {"hurdle: {value: 1, low: 2, high: 3, source: x, confidence: C}",
       "f.yaml:1:25: low 2 is above value 1 (the value lies in its range)"},
      {"hurdle: {value: 4, low: 2, high: 3, source: x, confidence: C}",
       "f.yaml:1:34: high 3 is below value 4 (the value lies in its range)"},
      {"hurdle: {value: 4, low: 2, high: 30, source: x, confidence: C}",
       "f.yaml:1:34: high: 30 is above the most, 5 (as a fraction)"},
      {"hurdle: {value: 1, low: 0, high: 3, shape: loguniform, source: x, confidence: C}",
       "f.yaml:1:25: low 0 is not above 0 (as loguniform needs)"},
      {"hurdle: {value: 1, shape: uniform, source: x, confidence: A}",
       "f.yaml:1:27: shape without low and high (it spreads belief between them)"},
      {"hurdle: {value: 1, source: x, confidence: D}",
       "f.yaml:1:43: unknown confidence 'D' (accepted: A, A*, B, C)"},
      {"hurdle: {value: 1, source: x, confidence: A, in_view: [recrd]}",
       "f.yaml:1:56: unknown item 1 of in_view 'recrd' (did you mean 'record'?)"},
      {"hurdle: {value: 1, source: x, confidence: A, in_view: [record, record]}",
       "f.yaml:1:55: in_view names the same twice"},
      {"hurdle: {value: 1, source: x, confidence: A, unit: weeks}",
       "f.yaml:1:52: unit 'weeks' is not the declared unit (which is 'fraction')"},
      {"hurdle: {value: 1, low: 0, high: 1, shape: choice, source: x, confidence: C}",
       "f.yaml:1:44: shape choice of a figure (it is for what chooses between two forms of a mechanism)"},
      {"form: {value: 0, low: 0, high: 1, shape: uniform, source: x, confidence: C}",
       "f.yaml:1:42: a choice between two forms has the shape choice, low 0 and high 1 (0: slowly, 1: fast)"},
      {"form: 0.3", "f.yaml:1:7: form: 0.3 is neither form (0: slowly, 1: fast)"},
      {"hurdle: {value: 1, source: x, confidence: A, hihg: 3}",
       "f.yaml:1:46: unknown field 'hihg' in hurdle (did you mean 'high'?)"},
  };
  for (const auto& [text, expected] : cases) CHECK(said_of(text) == expected);
}

TEST_CASE("quantiles have known values") {
  const auto spread = [](Shape shape, double value, double low, double high) {
    return Parameter{.value = value, .low = low, .high = high, .shape = shape};
  };
  CHECK(spread(Shape::kUniform, 2, 0, 10).quantile(0.3) == doctest::Approx(3));
  CHECK(spread(Shape::kTriangular, 0.5, 0, 1).quantile(0.125) == doctest::Approx(0.25));
  CHECK(spread(Shape::kTriangular, 0, 0, 1).quantile(0.75) == doctest::Approx(0.5));
  CHECK(spread(Shape::kTriangular, 1, 0, 1).quantile(0.25) == doctest::Approx(0.5));
  CHECK(spread(Shape::kLogUniform, 10, 1, 100).quantile(0.5) == doctest::Approx(10));
  CHECK(spread(Shape::kLogNormal, 10, 1, 100).quantile(0.05) == doctest::Approx(1));
  CHECK(spread(Shape::kLogNormal, 10, 1, 100).quantile(0.5) == doctest::Approx(10));
  CHECK(spread(Shape::kLogNormal, 10, 1, 100).quantile(0.95) == doctest::Approx(100));
}

TEST_CASE("a choice is one of its two forms, with even odds") {
  const Parameter form =
      figures_of("form: {value: 0, low: 0, high: 1, shape: choice, source: x, confidence: C}").form;
  CHECK(form.quantile(0.49) == 0);
  CHECK(form.quantile(0.51) == 1);
  CHECK(!form.is_second_form());
  CHECK(figures_of("form: 1").form.is_second_form());
}

TEST_CASE("quantiles rise with the probability and keep to the range of shapes that have ends") {
  for (const Shape shape : {Shape::kUniform, Shape::kTriangular, Shape::kLogUniform, Shape::kLogNormal}) {
    const Parameter parameter{.value = 3, .low = 2, .high = 9, .shape = shape};
    double last = 0;
    for (int i = 1; i < 1000; ++i) {
      const double now = parameter.quantile(i / 1000.0);
      CHECK(now > last);
      if (shape != Shape::kLogNormal) CHECK((now >= 2 && now <= 9));
      last = now;
    }
  }
}

TEST_CASE("a series is read along straight lines or in steps, and is flat outside its dates") {
  const Series wafers = figures_of(kPoints).wafers;
  CHECK(wafers.linear(Date::of(2023, 1, 1)) == 10);
  CHECK(wafers.linear(Date::of(2024, 1, 1)) == 10);
  CHECK(wafers.linear(Date::of(2024, 1, 4)) == doctest::Approx(16));
  CHECK(wafers.linear(Date::of(2024, 1, 11)) == 30);
  CHECK(wafers.linear(Date::of(2030, 1, 1)) == 30);
  CHECK(wafers.step(Date::of(2023, 1, 1)) == 10);
  CHECK(wafers.step(Date::of(2024, 1, 10)) == 10);
  CHECK(wafers.step(Date::of(2024, 1, 11)) == 30);
}

TEST_CASE("the points of a series keep their range and source") {
  const Series wafers = figures_of(kPoints).wafers;
  CHECK(wafers.points[0].low == 10);
  CHECK(wafers.points[0].source == "x");
  CHECK(wafers.points[1].high == 40);
  CHECK(wafers.points[1].confidence == sim::Confidence::kEstimate);
}

TEST_CASE("a series that does not hold together is refused") {
  const std::string point = "{date: 2024-01-01, value: 1, source: x, confidence: A}";
  const std::string how = " (write - {date: 2024-12-31, value: .., source: .., confidence: ..})";
  CHECK(said_of("wafers: 5") == "f.yaml:1:9: wafers: expected a list of dated values, got a number" + how);
  CHECK(said_of("wafers: []") ==
        "f.yaml:1:9: wafers: expected a list of dated values, got an empty one" + how);
  CHECK(said_of("wafers: [" + point + ", " + point + "]") ==
        "f.yaml:1:73: 2024-01-01 does not come after 2024-01-01 (dates rise)");
  CHECK(said_of("wafers: [{date: 2024-01-01, value: -1, source: x, confidence: A}]") ==
        "f.yaml:1:36: value: -1 is below the least, 0 (in wafers/month)");
  CHECK(said_of("wafers: [{date: 2024-01-01, value: 1, source: x, confidence: C}]") ==
        "f.yaml:1:62: confidence C without low and high (an estimate says how wide it is)");
  CHECK(said_of("wafers: [{value: 1, source: x, confidence: A}]") ==
        "f.yaml:1:10: missing field 'date' in item 1 of wafers (the day of the figure)");
}
