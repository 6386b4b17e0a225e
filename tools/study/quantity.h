// What the names in an expression mean: measures, amounts and their keys (models/record/ask.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/record/ask.h"
#include "sim/input/expression.h"

namespace tools {

/// The words that may stand before a quantity.
std::vector<std::string> aggregate_names();

/// Looks up the names of a quantity for runs of a scenario; nothing, and a problem, when one is not known.
std::optional<chokepoint::Query> query_of(const chokepoint::Scenario& scenario, const sim::Quantity& quantity,
                                          sim::Problems& problems);

/// Reads an expression over runs of one scenario, which names no other; nothing, and every problem, when it cannot.
std::optional<sim::Expression> figure_of(const chokepoint::Scenario& scenario, const sim::Reference& text,
                                         sim::Problems& problems);

/// What is asked of a run of a scenario for expressions that figure_of() read, in the order of their quantities.
std::vector<chokepoint::Query> queries_of(const chokepoint::Scenario& scenario,
                                          std::span<const sim::Expression> figures);
/// The value of each from a run's answers to those.
std::vector<double> values_of(std::span<const sim::Expression> figures, std::span<const double> answers);

}  // namespace tools
