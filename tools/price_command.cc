#include "tools/price_command.h"

#include <memory>

#include <fmt/format.h>

#include "models/price.h"
#include "sim/analysis/ratio.h"
#include "sim/analysis/words.h"
#include "tools/licence_load.h"
#include "tools/output.h"
#include "tools/scenario_files.h"
#include "tools/scenario_folder.h"

namespace tools {
namespace {

using chokepoint::PricedPeriod;
using chokepoint::PricedRuns;
using chokepoint::PriceItem;
using sim::Align;
using sim::Audience;

constexpr double kLevel = 0.95;
/// Versions of each policy, in their order.
constexpr std::size_t kVersions = 3;

/// What three versions of a policy gave, run by run; only runs that all three finished.
struct Priced {
  using Periods = std::vector<PricedPeriod>;
  std::vector<Periods> policy;
  std::vector<Periods> free;
  std::vector<Periods> unenforced;

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
    all.policy.push_back(chokepoint::priced_periods(*versions[0].outcomes[run]));
    all.free.push_back(chokepoint::priced_periods(*versions[1].outcomes[run]));
    all.unenforced.push_back(chokepoint::priced_periods(*versions[2].outcomes[run]));
  }
  return all;
}

sim::Mean mean_of(const Priced& runs, const PriceItem& item, std::size_t period) {
  std::vector<double> values;
  for (std::size_t run = 0; run < runs.runs(); ++run) values.push_back(item.count(runs.at(run, period)));
  return sim::mean_with_interval(values, kLevel);
}

constexpr const char* kRatio = "denied_per_million_usd";
constexpr const char* kRatioSays = "China's stock denied by enforcement, per million USD of it so far";

/// H100e that enforcement denied over what it cost so far, million USD.
sim::Mean denied_per_million(const Priced& runs, std::size_t period) {
  std::vector<double> denied;
  std::vector<double> million;
  for (std::size_t run = 0; run < runs.runs(); ++run) {
    const PricedRuns one = runs.at(run, period);
    denied.push_back(chokepoint::denied_by_enforcement(one));
    million.push_back((one.policy.enforcement_usd_so_far - one.free.enforcement_usd_so_far) / 1e6);
  }
  return sim::ratio_of_means(denied, million, kLevel);
}

std::string year_words(const PricedPeriod& period) {
  return period.year == 0 ? "whole span" : fmt::format("{}", period.year);
}

void add_cell(std::vector<sim::Cell>& row, const sim::Mean& mean, bool is_last) {
  row.push_back(sim::number_cell(mean.value, is_last ? sim::with_interval(mean) : sim::rounded(mean.value)));
}

void add_tidy_row(sim::Table& table, const std::string& policy, const PricedPeriod& period, const char* name,
                  const char* unit, const sim::Mean& mean) {
  table.rows.push_back({sim::text_cell(policy), sim::text_cell(name), sim::text_cell(unit),
                        sim::text_cell(year_words(period)), sim::number_cell(mean.value),
                        sim::number_cell(mean.interval.low), sim::number_cell(mean.interval.high),
                        sim::number_cell(mean.count, fmt::format("{}", mean.count))});
}

std::vector<std::string> price_notes(const Study& study, const StudyOptions& options) {
  std::vector<std::string> notes = run_notes(study, options);
  notes.emplace_back(
      "Mean over runs; the whole span with the 95 % t interval of that mean. Every run is paired with one of "
      "the same "
      "luck without any control, and with one of the same controls at enforcement strength 0.");
  notes.emplace_back(
      "Denied per million USD is a ratio of means, with its 95 % Fieller interval. Sales at list prices, to "
      "those who "
      "use or divert the chips: what fronts and arms abroad buy is sold. Enforcement money is a model of "
      "costs, "
      "parameters.costs; what sellers spend on looking is not in it.");
  return notes;
}

void price(const StudyOptions& options, int& status) {
  const sim::Format format = format_named(options.format);
  const Study study = run_versions(options, priced_versions(options));
  year_within(study, 0);  // refuses runs without a whole year
  const sim::Table table = price_table(study, options);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex) {
    for (std::size_t policy = 0; policy < options.scenarios.size(); ++policy) {
      say("{}{}", policy == 0 ? "" : "\n", sim::write(price_panel(study, options, policy), format));
    }
  } else {
    say("{}", sim::write(table, format));
  }
  std::vector<std::size_t> policies;
  for (std::size_t policy = 0; policy < options.scenarios.size(); ++policy)
    policies.push_back(policy * kVersions);
  const sim::Table licences = licence_load_table(study, options, policies);
  if (format == sim::Format::kMarkdown || format == sim::Format::kLatex)
    say("\n{}", sim::write(licences, format));
  write_results(options, study, {{"price", table}, {"licences", licences}});
  status = study.interrupted ? 130 : study.failures.empty() ? 0 : 1;
}

}  // namespace

std::vector<std::string> without_controls() {
  return {"calendar=[]",
          "calendar_changes=[]",
          "adaptation=[]",
          "gate=[]",
          "gate_after={rule: as_it_stands}",
          "state_centres_domestic_from=null"};
}

std::vector<std::string> unenforced() { return {"enforcement.strength=0"}; }

std::vector<Version> priced_versions(const StudyOptions& options) {
  const auto settings =
      load_settings(scenario_folder(options.folder), options.scenarios, options.settings, options.until);
  std::vector<Version> versions;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const std::string& policy = options.scenarios[i];
    const std::string& name = settings[i].name;
    versions.push_back({.name = name, .policy = policy});
    versions.push_back({.name = name + kFreeName, .policy = policy, .settings = without_controls()});
    versions.push_back({.name = name + kUnenforcedName, .policy = policy, .settings = unenforced()});
  }
  return versions;
}

sim::Table price_panel(const Study& study, const StudyOptions& options, std::size_t policy) {
  const Priced runs = priced(study, policy);
  sim::Table table;
  table.title = fmt::format("The price of {}", study.scenarios[policy * kVersions].setting.name);
  table.columns = {{"what"}, {"unit"}};
  for (std::size_t period = 0; period < runs.periods(); ++period)
    table.columns.push_back({year_words(runs.policy.front()[period]), Align::kRight});
  const std::size_t last = runs.periods() - 1;
  for (const PriceItem& item : chokepoint::price_items()) {
    std::vector<sim::Cell> row{sim::text_cell(item.sentence), sim::text_cell(item.unit)};
    for (std::size_t period = 0; period < runs.periods(); ++period)
      add_cell(row, mean_of(runs, item, period), period == last);
    table.rows.push_back(std::move(row));
  }
  std::vector<sim::Cell> row{sim::text_cell(kRatioSays), sim::text_cell("H100e")};
  for (std::size_t period = 0; period < runs.periods(); ++period)
    add_cell(row, denied_per_million(runs, period), period == last);
  table.rows.push_back(std::move(row));
  table.notes = price_notes(study, options);
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
                   {"pairs", Align::kRight}};
  for (std::size_t policy = 0; policy * kVersions < study.scenarios.size(); ++policy) {
    const Priced runs = priced(study, policy);
    const std::string& name = study.scenarios[policy * kVersions].setting.name;
    for (std::size_t period = 0; period < runs.periods(); ++period) {
      const PricedPeriod& which = runs.policy.front()[period];
      for (const PriceItem& item : chokepoint::price_items())
        add_tidy_row(table, name, which, item.name, item.unit, mean_of(runs, item, period));
      add_tidy_row(table, name, which, kRatio, "H100e/million USD", denied_per_million(runs, period));
    }
  }
  table.notes = price_notes(study, options);
  return table;
}

void declare_price(CLI::App& command, int& status) {
  const auto options = std::make_shared<StudyOptions>();
  declare_study_options(command, *options);
  command.callback([options, &status] { price(*options, status); });
}

}  // namespace tools
