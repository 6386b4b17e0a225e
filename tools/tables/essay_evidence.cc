#include "tools/tables/essay_evidence.h"

#include <algorithm>
#include <cmath>

#include "models/record/figures.h"
#include "models/setup.h"
#include "sim/analysis/flip.h"
#include "sim/input/fields_walk.h"
#include "sim/numeric/constants.h"
#include "tools/tables/notes.h"

namespace tools {
namespace {

constexpr sim::Interval kWholeLine{-sim::kInfinity, sim::kInfinity};

std::vector<double> differences(const std::vector<double>& base, const std::vector<double>& change) {
  std::vector<double> all;
  for (std::size_t run = 0; run < std::min(base.size(), change.size()); ++run)
    all.push_back(change[run] - base[run]);
  return all;
}

/// By run; NaN where it failed, or where there is nothing to be compared with.
std::vector<double> figures_of(const EssayClaim& claim, const Results& results,
                               const Experiments::Sides& sides) {
  const char* measure = claim.measure->name.c_str();
  const VariantRuns& base = results.variants()[sides.base];
  std::vector<double> figures = base.values(measure, claim.year);
  if (claim.change)
    figures = differences(figures, results.variants()[sides.change].values(measure, claim.year));
  if (!claim.since) return figures;
  const std::vector<double> before = base.values(measure, *claim.since);
  for (std::size_t run = 0; run < figures.size(); ++run)
    figures[run] = before[run] > 0 ? figures[run] / before[run] : sim::kNan;
  return figures;
}

/// The same without a run, at the parameters that runs would draw.
std::vector<double> exact_figures(const EssayClaim& claim, const chokepoint::Scenario& scenario,
                                  std::uint64_t seed, int runs) {
  const chokepoint::Figure& figure = *chokepoint::find_figure(claim.figure->name);
  std::vector<double> figures;
  for (int run = 0; run < runs; ++run) {
    const sim::RandomStreams streams{seed, static_cast<std::uint64_t>(run)};
    figures.push_back(figure.count(scenario, chokepoint::draw_parameters(scenario.parameters, streams)));
  }
  return figures;
}

std::size_t row_of(const DrawnParameters& drawn, const std::string& path) {
  return static_cast<std::size_t>(std::find(drawn.paths.begin(), drawn.paths.end(), path) -
                                  drawn.paths.begin());
}

Estimate slope_of(const EssayClaim& claim, const DrawnParameters& drawn, std::span<const double> figures) {
  const std::size_t row = row_of(drawn, claim.hangs_on->name);
  const sim::Parameter& prior = drawn.priors[row];
  const sim::Mean rise = sim::rise_between(drawn.values[row], figures, prior.low, prior.high);
  return {rise.value, rise.interval, sim::Behind::kError};
}

/// The bounds that a figure of a run can cross, the one in the midst of the figures first.
std::vector<double> bounds_of(const EssayClaim& claim, std::span<const double> figures) {
  if (claim.threshold) return {*claim.threshold};
  std::vector<double> bounds;
  if (claim.at_least) bounds.push_back(*claim.at_least);
  if (claim.at_most) bounds.push_back(*claim.at_most);
  const auto from_midst = [&](double bound) {
    const auto below = std::count_if(figures.begin(), figures.end(), [&](double one) { return one < bound; });
    return std::abs(2 * below - static_cast<std::ptrdiff_t>(figures.size()));
  };
  std::stable_sort(bounds.begin(), bounds.end(),
                   [&](double a, double b) { return from_midst(a) < from_midst(b); });
  return bounds;
}

}  // namespace

EssayVerdict verdict_of(const sim::Interval& interval, const ClaimedRange& claimed) {
  if (interval.low >= claimed.low && interval.high <= claimed.high) return EssayVerdict::kSupported;
  if (interval.high < claimed.low || interval.low > claimed.high) return EssayVerdict::kContradicted;
  return EssayVerdict::kUndecided;
}

const char* word_of(EssayVerdict verdict) {
  switch (verdict) {
    case EssayVerdict::kSupported:
      return "supported";
    case EssayVerdict::kContradicted:
      return "contradicted";
    case EssayVerdict::kUndecided:
      return "undecided";
    case EssayVerdict::kNotRepresentable:
      break;
  }
  return "not representable";
}

Estimate estimate_of(const EssayClaim& claim, std::span<const double> figures) {
  const std::vector<double> good = finite({figures.begin(), figures.end()});
  if (good.empty()) return {sim::kNan, kWholeLine, sim::Behind::kRange};
  if (claim.threshold) {
    const auto reached =
        std::count_if(good.begin(), good.end(), [&](double figure) { return figure >= *claim.threshold; });
    const auto runs = static_cast<long>(good.size());
    return {static_cast<double>(reached) / static_cast<double>(runs),
            sim::jeffreys(reached, runs, sim::kLevel), sim::Behind::kError};
  }
  if (claim.over == Over::kMean) {
    const sim::Mean mean = sim::mean_with_interval(good, sim::kLevel);
    return {mean.value, mean.interval, sim::Behind::kError};
  }
  const sim::Spread spread = sim::spread(good);
  return {spread.median, {spread.low, spread.high}, sim::Behind::kRange};
}

DrawnParameters drawn_parameters(const chokepoint::Scenario& scenario, std::uint64_t seed, int runs) {
  DrawnParameters drawn;
  chokepoint::Parameters believed = scenario.parameters;
  sim::for_each_parameter(believed, [&](const std::string& path, sim::Parameter& prior, const sim::Says&) {
    drawn.paths.push_back(path);
    drawn.priors.push_back(prior);
  });
  drawn.values.resize(drawn.paths.size());
  for (int run = 0; run < runs; ++run) {
    const sim::RandomStreams streams{seed, static_cast<std::uint64_t>(run)};
    chokepoint::Parameters parameters = chokepoint::draw_parameters(scenario.parameters, streams);
    std::size_t row = 0;
    sim::for_each_parameter(parameters, [&](const std::string&, sim::Parameter& parameter, const sim::Says&) {
      drawn.values[row++].push_back(parameter.value);
    });
  }
  return drawn;
}

std::optional<Deciding> deciding(const EssayClaim& claim, const DrawnParameters& drawn,
                                 std::span<const double> figures) {
  const std::vector<double> good = finite({figures.begin(), figures.end()});
  if (good.empty() || std::ranges::min(good) == std::ranges::max(good)) return std::nullopt;
  Deciding found;
  std::size_t row = 0;
  if (claim.hangs_on) {
    row = row_of(drawn, claim.hangs_on->name);
    found.correlation = sim::rank_correlation(drawn.values[row], figures);
    found.noise = sim::accidental_correlation(good.size(), 1);
  } else {
    const auto strongest = sim::strongest_input(drawn.values, figures);
    if (!strongest) return std::nullopt;
    row = strongest->input;
    found.correlation = strongest->correlation;
    found.noise = strongest->noise;
  }
  found.parameter = drawn.paths[row];
  found.cites_essay = drawn.priors[row].was_in_view(sim::InView::kEssay);
  if (!found.stands_out() || claim.kind == Evidence::kSlope) return found;
  for (const double bound : bounds_of(claim, good)) {
    if (!found.flips_at) found.flips_at = sim::flips_at(drawn.values[row], figures, bound);
  }
  return found;
}

EssayFinding find_out(const EssayClaim& claim, const Results& results, const Experiments::Sides& sides,
                      int runs) {
  EssayFinding finding;
  if (claim.kind == Evidence::kNotRepresentable) return finding;
  const chokepoint::Scenario& scenario = results.variants()[sides.base].scenario();
  const std::uint64_t seed = results.study().options.seed;
  std::vector<double> figures = claim.kind == Evidence::kExact ? exact_figures(claim, scenario, seed, runs)
                                                               : figures_of(claim, results, sides);
  figures.resize(std::min(figures.size(), static_cast<std::size_t>(runs)));
  const DrawnParameters drawn = drawn_parameters(scenario, seed, static_cast<int>(figures.size()));
  finding.runs = static_cast<int>(finite(figures).size());
  finding.estimate =
      claim.kind == Evidence::kSlope ? slope_of(claim, drawn, figures) : estimate_of(claim, figures);
  finding.verdict = verdict_of(finding.estimate.interval, claim.claimed());
  finding.decides = deciding(claim, drawn, figures);
  return finding;
}

}  // namespace tools
