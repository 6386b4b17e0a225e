// One declaration a field. A struct names its fields once:
//
//   struct RingParameters {
//     Parameter hurdle;
//     std::optional<int> most_fronts;
//     Where at;                                          // optional: filled with the place of the struct
//
//     template <class Visit>
//     void fields(Visit& visit) {
//       visit("hurdle", hurdle, {.says = "least expected margin for which a ring trades", .unit = "fraction",
//                                .low = 0, .high = 5, .required = true});
//       visit("most_fronts", most_fronts, {.says = "...", .low = 0});
//     }
//     void check(Checker& checker);                      // optional: what no single field can say
//   };
//
// and reading, bounds, defaults, spelling help, `describe`, JSON Schema and drawing of uncertain values
// follow.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/engine/calendar.h"
#include "sim/input/node.h"
#include "sim/input/where.h"
#include "sim/numeric/constants.h"

namespace sim {

/// What a declaration says of a field beyond its name and type.
struct Says {
  std::string_view says;       ///< one sentence without a full stop
  std::string_view unit = "";  ///< as printed: "USD", "weeks", "units/week"
  double low = -kInfinity;
  double high = kInfinity;
  bool required = false;  ///< else absent means the default the struct was made with
  /// Of a parameter that chooses between two forms of a mechanism: what 0 and 1 stand for. Empty of all others.
  std::array<std::string_view, 2> forms = {};

  bool has_forms() const { return !forms[0].empty(); }
};

/// Name-keyed things in the order written: a YAML map whose keys are free.
template <class T>
struct Named {
  struct Entry {
    std::string name;
    Where at;
    T value;
  };
  std::vector<Entry> entries;

  auto begin() { return entries.begin(); }
  auto end() { return entries.end(); }
  auto begin() const { return entries.begin(); }
  auto end() const { return entries.end(); }
  std::size_t size() const { return entries.size(); }
  bool empty() const { return entries.empty(); }
  const T* find(std::string_view name) const {
    for (const auto& entry : entries) {
      if (entry.name == name) return &entry.value;
    }
    return nullptr;
  }
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : entries) all.push_back(entry.name);
    return all;
  }
};

/// The name of something declared elsewhere, with its place, to be resolved once all is read.
struct Reference {
  std::string name;
  Where at;
};

/// One name, or a list of names.
struct OneOrMore {
  std::vector<Reference> names;
};

/// What will be read as a T once it is whole: kept as written, to be merged first. A map.
template <class T>
struct Unread {
  Node node = Node::of(Node::Kind::kMap, {});
};

/// Names of an enum's values, in the order of the values from 0. Specialise for each enum that is read:
///   template <> struct sim::EnumNames<Verdict> { static constexpr const char* names[] = {"free", ...}; };
template <class E>
struct EnumNames;

/// How sure a figure is: seen in a source, arithmetic on such, recalled, estimated (facts' A, A*, B, C).
enum class Confidence { kSeen, kArithmetic, kRecalled, kEstimate };
template <>
struct EnumNames<Confidence> {
  static constexpr const char* names[] = {"A", "A*", "B", "C"};
};

/// How belief is spread between `low` and `high`. With kLogNormal low and high are the 5 % and 95 % points; with kChoice
/// it is one of the two, with even odds.
enum class Shape { kUniform, kTriangular, kLogUniform, kLogNormal, kChoice };
template <>
struct EnumNames<Shape> {
  static constexpr const char* names[] = {"uniform", "triangular", "loguniform", "lognormal", "choice"};
};

/// What its author had in view when a range was set, beyond its source: the essay whose claims are tried, the published
/// record that runs are set beside. An agreement with either is then no test of the figure.
enum class InView { kEssay, kRecord };
template <>
struct EnumNames<InView> {
  static constexpr const char* names[] = {"essay", "record"};
};

/// A parameter: a central value and the range it may lie in. Written
///   {value: 0.15, low: 0.05, high: 0.4, shape: uniform, source: "...", confidence: C, in_view: [record]}
/// or as a bare number, which fixes it (no spread; how a policy or --set pins a parameter). Confidence C without
/// a range is refused. A run replaces `value` by its draw.
struct Parameter {
  double value = 0;
  double low = 0;
  double high = 0;
  Shape shape = Shape::kUniform;
  Confidence confidence = Confidence::kEstimate;
  std::string source = "";
  std::vector<InView> in_view = {};  ///< empty: neither

  operator double() const { return value; }  // NOLINT: a parameter reads as its value in an equation
  bool is_fixed() const { return low == high; }
  /// Of a choice: whether it is the second of the two forms.
  bool is_second_form() const { return value >= 0.5; }
  bool was_in_view(InView what) const {
    return std::find(in_view.begin(), in_view.end(), what) != in_view.end();
  }
  /// The value at probability u of the belief; never falls as u rises.
  double quantile(double u) const;
};

/// A figure that changes over time: dated values, each with its source. Written as a list of
///   {date: 2024-12-31, value: 40000, low: .., high: .., source: "...", confidence: A}
/// Dates must rise. Between dates it is read along a straight line (or, when declared a step, as the last
/// value before); before the first and after the last date it is flat.
struct Series {
  struct Point {
    Date date;
    double value = 0;
    double low = 0;
    double high = 0;
    Confidence confidence = Confidence::kEstimate;
    std::string source;
  };
  std::vector<Point> points;

  double linear(Date day) const;
  double step(Date day) const;
};

/// A factor that changes at once on given days. Written as a number, which holds throughout, or as a list of
///   {from: 2026-10-01, level: 2}
/// whose days must rise. Bounds are those of the levels.
struct Steps {
  struct Step {
    Date from;
    double level = 1;
  };
  double before = 1;  ///< the level until the first step
  std::vector<Step> steps;

  double on(Date day) const;
};

/// Given to check(): adds problems at the place of a field.
class Checker {
 public:
  Checker(const Node& node, Problems& problems) : node_(node), problems_(problems) {}
  /// The place of a field's value, or of the struct where the field was not written.
  Where at(std::string_view field) const;
  void problem(std::string_view field, std::string what, std::string why = "") {
    problems_.add(at(field), std::move(what), std::move(why));
  }
  void problem_at(Where place, std::string what, std::string why = "") {
    problems_.add(std::move(place), std::move(what), std::move(why));
  }
  /// Of two fields that do not fit each other, the one that was laid over the rest from another file or by a
  /// scenario; else the first.
  std::string_view newer(std::string_view first, std::string_view second) const;
  bool wrote(std::string_view field) const { return node_.find(field) != nullptr; }

 private:
  const Node& node_;
  Problems& problems_;
};

}  // namespace sim

#include "sim/input/fields_read.h"
