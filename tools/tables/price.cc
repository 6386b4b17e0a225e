#include "tools/tables/price.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "models/price.h"
#include "sim/analysis/ratio.h"
#include "sim/analysis/words.h"
#include "tools/study/price_versions.h"

namespace tools {
namespace {

using chokepoint::PricedPeriod;
using chokepoint::PricedRuns;
using chokepoint::PriceItem;
using sim::Align;
using sim::Audience;

/// What three versions of a policy gave, run by run; only runs that all three finished.
struct Priced {
  using Periods = std::vector<PricedPeriod>;
  std::vector<Periods> policy;
  std::vector<Periods> free;
  std::vector<Periods> unenforced;

  std::vector<std::size_t> numbers;  ///< of the runs

  std::size_t runs() const { return policy.size(); }
  std::size_t periods() const { return policy.empty() ? 0 : policy.front().size(); }
  PricedRuns at(std::size_t run, std::size_t period) const {
    return {policy[run][period], free[run][period], unenforced[run][period]};
  }
};

Priced priced(const Study& study, std::size_t policy) {
  const ScenarioRuns* versions = &study.scenarios[policy * kVersions];
  Priced all;
  for (std::size_t run = 0; run < versions[0].outcomes.size(); ++run) {
    if (!versions[0].outcomes[run] || !versions[1].outcomes[run] || !versions[2].outcomes[run]) continue;
    all.numbers.push_back(run);
    all.policy.push_back(chokepoint::priced_periods(*versions[0].outcomes[run]));
    all.free.push_back(chokepoint::priced_periods(*versions[1].outcomes[run]));
    all.unenforced.push_back(chokepoint::priced_periods(*versions[2].outcomes[run]));
  }
  return all;
}

std::vector<double> counts_of(const Priced& runs, const PriceItem& item, std::size_t period) {
  std::vector<double> values;
  for (std::size_t run = 0; run < runs.runs(); ++run) values.push_back(item.count(runs.at(run, period)));
  return values;
}

/// Of a policy's values less those of the first policy, run by run.
std::vector<double> less_first(const Priced& runs, const std::vector<double>& values, const Priced& first,
                               const std::vector<double>& of_first) {
  std::vector<double> less;
  for (std::size_t run = 0; run < runs.runs(); ++run) {
    const auto same = std::lower_bound(first.numbers.begin(), first.numbers.end(), runs.numbers[run]);
    if (same == first.numbers.end() || *same != runs.numbers[run]) continue;
    less.push_back(values[run] - of_first[static_cast<std::size_t>(same - first.numbers.begin())]);
  }
  return less;
}

constexpr const char* kRatio = "denied_per_million_usd";
constexpr const char* kRatioSays = "China's stock denied by enforcement, per million USD of it so far";

/// A figure, and how much more of it than under the first policy.
struct Figure {
  sim::Mean mean;
  sim::Mean less_first;
};

Figure figure_of(const Priced& runs, const Priced& first, const PriceItem& item, std::size_t period) {
  const std::vector<double> values = counts_of(runs, item, period);
  return {sim::mean_with_interval(values),
          sim::mean_with_interval(less_first(runs, values, first, counts_of(first, item, period)))};
}

/// H100e that enforcement denied over what it cost so far, million USD; and what was denied more than under
/// the first policy over what it cost more: the price of the step from one to the other.
Figure denied_per_million(const Priced& runs, const Priced& first, std::size_t period) {
  const auto each = [period](const Priced& of, auto figure) {
    std::vector<double> values;
    for (std::size_t run = 0; run < of.runs(); ++run) values.push_back(figure(of.at(run, period)));
    return values;
  };
  const auto million = [](const PricedRuns& one) {
    return (one.policy.enforcement_usd_so_far - one.free.enforcement_usd_so_far) / 1e6;
  };
  const auto kept_out = [](const PricedRuns& one) { return -one.policy.stock_h100e; };
  return {sim::ratio_of_means(each(runs, chokepoint::denied_by_enforcement), each(runs, million)),
          price_of_step(less_first(runs, each(runs, kept_out), first, each(first, kept_out)),
                        less_first(runs, each(runs, million), first, each(first, million)))};
}

std::string year_words(const PricedPeriod& period) {
  return period.year == 0 ? "whole span" : fmt::format("{}", period.year);
}

void add_cell(std::vector<sim::Cell>& row, const sim::Mean& mean, sim::Sign sign) {
  row.push_back(std::isfinite(mean.value)
                    ? sim::number_cell(mean.value, sim::with_interval(mean.value, mean.interval, sign))
                    : sim::missing_cell());
}

/// A row of the panel for people: the years, the whole span with its interval, the difference to the first.
template <class FigureIn>
void add_panel_row(sim::Table& table, const char* says, const char* unit, std::size_t periods, bool is_first,
                   const FigureIn& figure_in) {
  std::vector<sim::Cell> row{sim::text_cell(says), sim::text_cell(unit)};
  for (std::size_t period = 0; period + 1 < periods; ++period)
    row.push_back(sim::number_cell(figure_in(period).mean.value));
  const Figure whole = figure_in(periods - 1);
  add_cell(row, whole.mean, sim::Sign::kMinusOnly);
  if (!is_first) add_cell(row, whole.less_first, sim::Sign::kAlways);
  table.rows.push_back(std::move(row));
}

void add_tidy_row(sim::Table& table, const std::string& policy, const PricedPeriod& period, const char* name,
                  const char* unit, const Figure& figure) {
  table.rows.push_back(
      {sim::text_cell(policy), sim::text_cell(name), sim::text_cell(unit), sim::text_cell(year_words(period)),
       sim::number_cell(figure.mean.value), sim::number_cell(figure.mean.interval.low),
       sim::number_cell(figure.mean.interval.high),
       sim::number_cell(figure.mean.count, fmt::format("{}", figure.mean.count)),
       sim::number_cell(figure.less_first.value), sim::number_cell(figure.less_first.interval.low),
       sim::number_cell(figure.less_first.interval.high)});
}

std::vector<std::string> price_notes(const Study& study, const StudyOptions& options) {
  std::vector<std::string> notes = run_notes(study, options);
  notes.emplace_back(
      "Mean over runs; the whole span, and what it is more than under the first policy run by run, with the "
      "90 % t interval of that mean. Every run is paired with one of the same luck without any control, and "
      "with one of the same controls at enforcement strength 0.");
  notes.emplace_back(kSoldElsewhere);
  notes.emplace_back(
      "Denied per million USD is a ratio of means, with its 90 % Fieller interval; less the first: what is "
      "denied more per million USD spent more. Sales at list prices, to those who use or divert the chips: "
      "what fronts "
      "and arms abroad buy is sold. Enforcement money is a model of "
      "costs, "
      "parameters.costs; what sellers spend on looking is not in it.");
  return notes;
}

}  // namespace

sim::Mean price_of_step(const std::vector<double>& denied, const std::vector<double>& million) {
  sim::Mean ratio = sim::ratio_of_means(denied, million);
  if (!std::isfinite(ratio.interval.low) || !std::isfinite(ratio.interval.high)) ratio.value = std::nan("");
  return ratio;
}

sim::Table price_panel(const Study& study, const StudyOptions& options, std::size_t policy) {
  const Priced runs = priced(study, policy);
  const Priced first = policy == 0 ? runs : priced(study, 0);
  sim::Table table;
  table.title = fmt::format("The price of {}", study.scenarios[policy * kVersions].setting.name);
  table.columns = {{"what"}, {"unit"}};
  const std::size_t periods = runs.periods();
  for (std::size_t period = 0; period + 1 < periods; ++period)
    table.columns.push_back({year_words(runs.policy.front()[period]), Align::kRight});
  table.columns.push_back({"whole span", Align::kRight, "", "", Audience::kAll, sim::Behind::kError});
  if (policy > 0)
    table.columns.push_back({fmt::format("less {}", study.scenarios.front().setting.name), Align::kRight, "",
                             "", Audience::kAll, sim::Behind::kError});
  if (periods == 0) return table;
  for (const PriceItem& item : chokepoint::price_items())
    add_panel_row(table, item.sentence, item.unit, periods, policy == 0,
                  [&](std::size_t period) { return figure_of(runs, first, item, period); });
  add_panel_row(table, kRatioSays, "H100e", periods, policy == 0,
                [&](std::size_t period) { return denied_per_million(runs, first, period); });
  if (policy == 0) table.notes = price_notes(study, options);
  return table;
}

sim::Table price_table(const Study& study, const StudyOptions& options) {
  sim::Table table;
  table.title = "The price of policies";
  table.columns = {{"scenario"},
                   {"item"},
                   {"unit"},
                   {"year"},
                   {"mean", Align::kRight},
                   {"low", Align::kRight},
                   {"high", Align::kRight},
                   {"pairs", Align::kRight},
                   {"less first", Align::kRight, "", "difference"},
                   {"low", Align::kRight, "", "difference_low"},
                   {"high", Align::kRight, "", "difference_high"}};
  for (std::size_t policy = 0; policy * kVersions < study.scenarios.size(); ++policy) {
    const Priced runs = priced(study, policy);
    const Priced first = policy == 0 ? runs : priced(study, 0);
    const std::string& name = study.scenarios[policy * kVersions].setting.name;
    for (std::size_t period = 0; period < runs.periods(); ++period) {
      const PricedPeriod& which = runs.policy.front()[period];
      for (const PriceItem& item : chokepoint::price_items())
        add_tidy_row(table, name, which, item.name, item.unit, figure_of(runs, first, item, period));
      add_tidy_row(table, name, which, kRatio, "H100e/million USD", denied_per_million(runs, first, period));
    }
  }
  table.notes = price_notes(study, options);
  return table;
}

}  // namespace tools
