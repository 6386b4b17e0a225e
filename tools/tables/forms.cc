#include "tools/tables/forms.h"

#include <array>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "models/setup.h"
#include "sim/input/fields_walk.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"

namespace tools {
namespace {

/// A number of replicates of one form and of the other: how often the answer is yes.
struct ByForm {
  std::array<std::string, 2> forms;
  std::array<double, 2> runs{};
  std::array<double, 2> sum{};
  std::array<double, 2> squares{};

  void add(bool second, double share) {
    const std::size_t i = second ? 1 : 0;
    ++runs[i];
    sum[i] += share;
    squares[i] += share * share;
  }
  double mean(std::size_t i) const { return sum[i] / runs[i]; }
  double difference() const { return mean(1) - mean(0); }
  /// Half of the 90 % interval of the difference; infinite when a form has fewer than two runs.
  double half() const {
    double variance = 0;
    for (std::size_t i = 0; i < 2; ++i) {
      if (runs[i] < 2) return sim::kInfinity;
      variance += std::max(0.0, squares[i] / runs[i] - mean(i) * mean(i)) / (runs[i] - 1);
    }
    return sim::kNormal95 * std::sqrt(variance);
  }
};

/// By replicate the share of scenarios in which it reaches the threshold; NaN where none ran.
std::vector<double> shares(const Results& results, const std::string& measure, int year, double at_least) {
  std::vector<double> yes;
  std::vector<double> asked;
  for (const VariantRuns& scenario : results.variants()) {
    const std::vector<double> values = scenario.values(measure.c_str(), year);
    yes.resize(std::max(yes.size(), values.size()), 0);
    asked.resize(yes.size(), 0);
    for (std::size_t run = 0; run < values.size(); ++run) {
      if (std::isnan(values[run])) continue;
      ++asked[run];
      yes[run] += values[run] >= at_least ? 1 : 0;
    }
  }
  for (std::size_t run = 0; run < yes.size(); ++run)
    yes[run] = asked[run] > 0 ? yes[run] / asked[run] : sim::kNan;
  return yes;
}

/// By path of the parameters that choose, in the first scenario: replicates have the same draws in all.
std::map<std::string, ByForm> by_form(const Results& results, const std::vector<double>& shares) {
  std::map<std::string, ByForm> found;
  const Variant& variant = results.variants().front().variant();
  if (variant.parameters == chokepoint::ParameterValues::kCentral) return found;
  for (std::size_t run = 0; run < shares.size(); ++run) {
    if (std::isnan(shares[run])) continue;
    chokepoint::Parameters drawn =
        chokepoint::draw_parameters(variant.scenario->parameters, {results.record().seed, run});
    sim::for_each_parameter(
        drawn, [&](const std::string& path, const sim::Parameter& parameter, const sim::Says& says) {
          if (!says.has_forms() || parameter.is_fixed()) return;
          ByForm& form = found[path];
          form.forms = {std::string(says.forms[0]), std::string(says.forms[1])};
          form.add(parameter.is_second_form(), shares[run]);
        });
  }
  return found;
}

}  // namespace

std::vector<std::string> form_notes(const Results& results, const std::string& measure, int year,
                                    double at_least) {
  std::vector<std::string> notes;
  if (results.variants().empty()) return notes;
  std::vector<std::string> alike;
  double widest = 0;
  for (const auto& [path, form] : by_form(results, shares(results, measure, year, at_least))) {
    const double half = form.half();
    if (!std::isfinite(half)) continue;
    if (std::abs(form.difference()) <= half) {
      alike.push_back(path);
      widest = std::max(widest, std::abs(form.difference()) + half);
      continue;
    }
    notes.push_back(fmt::format(
        "The answer hangs on a form that the record does not settle ({}): over all scenarios {:.0f} % where {}, {:.0f} % "
        "where {} ({} points, 90 % interval {} to {}).",
        path, 100 * form.mean(0), form.forms[0], 100 * form.mean(1), form.forms[1],
        sim::signed_whole(100 * form.difference()), sim::signed_whole(100 * (form.difference() - half)),
        sim::signed_whole(100 * (form.difference() + half))));
  }
  if (!alike.empty())
    notes.push_back(
        fmt::format("No difference that these runs tell, within {:.0f} points, between the two forms of {}.",
                    100 * widest, fmt::join(alike, ", ")));
  return notes;
}

}  // namespace tools
