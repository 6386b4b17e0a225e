#include "tools/study/factor.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/input/fields_walk.h"

namespace tools {
namespace {

constexpr const char* kDrawsName = "luck";

bool begins(const std::string& path, const std::string& with) {
  return path == with || path.starts_with(with + ".") || path.starts_with(with + "[");
}

/// The group of a parameter: the first that names it, else its mechanism, or itself beside groups.
std::string group_of(const DesignInput& design, const std::string& path) {
  for (const auto& group : design.groups) {
    if (std::any_of(group.value.names.begin(), group.value.names.end(),
                    [&](const sim::Reference& name) { return begins(path, name.name); }))
      return group.name;
  }
  const bool alone = design.grouped == Grouping::kNone && !design.groups.empty();
  return alone ? path : path.substr(0, path.find('.'));
}

/// Whether the design of a study varies parameters that it does not name.
bool varies_all(const StudyInput& study) {
  return study.design.method != StudyMethod::kNone && study.design.method != StudyMethod::kGrid &&
         !study.parameters.has_value();
}

void add_parameteres(std::vector<StudyFactor>& factors, const StudyInput& study,
                     chokepoint::Parameters parameters, sim::Problems& problems) {
  std::vector<std::string> known;
  sim::for_each_parameter(
      parameters, [&](const std::string& path, sim::Parameter& parameter, const sim::Says& says) {
        for (std::size_t end = path.find('.'); end != std::string::npos; end = path.find('.', end + 1))
          known.push_back(path.substr(0, end));
        known.push_back(path);
        const bool is_named =
            study.parameters && std::any_of(study.parameters->begin(), study.parameters->end(),
                                            [&](const auto& name) { return begins(path, name.name); });
        if (parameter.is_fixed() || !(is_named || varies_all(study))) return;
        factors.push_back({.kind = FactorKind::kParameter,
                           .name = path,
                           .group = group_of(study.design, path),
                           .unit = std::string(says.unit),
                           .says = std::string(says.says),
                           .parameter = parameter});
      });
  const auto check = [&](const sim::Reference& parameter) {
    if (std::find(known.begin(), known.end(), parameter.name) == known.end())
      problems.add(parameter.at, fmt::format("no parameter '{}'", parameter.name),
                   sim::did_you_mean(parameter.name, known));
  };
  if (study.parameters) std::for_each(study.parameters->begin(), study.parameters->end(), check);
  std::vector<std::string> grouped;
  for (const auto& group : study.design.groups) {
    for (const sim::Reference& parameter : group.value.names) {
      check(parameter);
      const auto overlaps = [&](const std::string& other) {
        return begins(parameter.name, other) || begins(other, parameter.name);
      };
      if (std::any_of(grouped.begin(), grouped.end(), overlaps))
        problems.add(parameter.at, fmt::format("'{}' is in a group already", parameter.name),
                     "one group a parameter");
      grouped.push_back(parameter.name);
    }
  }
}

sim::Method method_of(StudyMethod method) {
  switch (method) {
    case StudyMethod::kOneAtATime:
      return sim::Method::kOneAtATime;
    case StudyMethod::kLatinHypercube:
      return sim::Method::kLatinHypercube;
    case StudyMethod::kSobol:
      return sim::Method::kSobol;
    case StudyMethod::kSaltelli:
      return sim::Method::kSaltelli;
    case StudyMethod::kMorris:
      return sim::Method::kMorris;
    case StudyMethod::kNone:
    case StudyMethod::kGrid:
      break;
  }
  return sim::Method::kGrid;
}

}  // namespace

std::vector<StudyFactor> factors_of(const StudyInput& study, const chokepoint::Parameters& parameters,
                                    sim::Problems& problems) {
  std::vector<StudyFactor> factors;
  if (study.design.method == StudyMethod::kNone) return factors;
  for (const auto& [name, at, lever] : study.levers) {
    factors.push_back(
        {.kind = FactorKind::kLever, .name = name, .group = name, .says = lever.title, .lever = lever});
  }
  add_parameteres(factors, study, parameters, problems);
  if (study.streams == DrawsAre::kFactor)
    factors.push_back({.kind = FactorKind::kDraws,
                       .name = kDrawsName,
                       .group = kDrawsName,
                       .says = "random draws of a run"});
  return factors;
}

sim::Plan plan_of(const StudyInput& study, const std::vector<sim::StoredFactor>& factors) {
  sim::Plan plan{.method = method_of(study.design.method),
                 .factors = factors.size(),
                 .samples = std::max<std::size_t>(study.design.samples, 1),
                 .levels = {},
                 .group = {},
                 .second_order = study.design.second_order,
                 .morris_levels = study.design.levels,
                 .seed = study.design.seed};
  const std::vector<std::string> groups = group_names(study, factors);
  for (const sim::StoredFactor& factor : factors) {
    plan.levels.push_back(factor.levels);
    if (!study.design.is_grouped()) continue;
    plan.group.push_back(
        static_cast<std::size_t>(std::find(groups.begin(), groups.end(), factor.group) - groups.begin()));
  }
  return plan;
}

std::vector<std::string> group_names(const StudyInput& study, const std::vector<sim::StoredFactor>& factors) {
  std::vector<std::string> names;
  for (const sim::StoredFactor& factor : factors) {
    const std::string& name = study.design.is_grouped() ? factor.group : factor.name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

double StudyFactor::value(double u) const {
  if (kind == FactorKind::kDraws) return u;
  if (kind == FactorKind::kParameter) {
    // The ends of (0, 1) belong to no draw.
    return parameter.quantile(std::clamp(u, 0x1p-53, 1 - 0x1p-53));
  }
  if (!lever.levels.empty()) {
    const auto count = lever.levels.size();
    return lever.levels[std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)))];
  }
  const double low = lever.low.value_or(0);
  const double high = lever.high.value_or(1);
  return lever.log ? low * std::pow(high / low, u) : low + u * (high - low);
}

sim::StoredFactor StudyFactor::stored() const {
  sim::StoredFactor stored;
  stored.name = name;
  stored.unit = unit;
  stored.says = says;
  stored.group = group;
  stored.levels = levels();
  stored.low = value(0);
  stored.high = value(std::nextafter(1.0, 0.0));
  if (kind == FactorKind::kParameter) {
    stored.low = parameter.low;
    stored.high = parameter.high;
    stored.source = parameter.source;
    stored.confidence = std::string(sim::enum_name(parameter.confidence));
    stored.shape = std::string(sim::enum_name(parameter.shape));
  }
  return stored;
}

Override override_of(const LeverInput& lever, double level) {
  return number_override(lever.path, level, lever.from, lever.at);
}

}  // namespace tools
