#include "tools/tables/calibration.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/analysis/posterior.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"

namespace tools {
namespace {

using sim::Align;
using sim::Table;
using sim::text_cell;

sim::Cell fixed(double value, int digits) {
  return std::isfinite(value) ? sim::number_cell(value, fmt::format("{:.{}f}", value, digits))
                              : sim::missing_cell();
}

Table waves_table(const Calibration& calibration) {
  Table table;
  table.title = "Waves of history matching";
  table.columns = {{"wave", Align::kRight},       {"runs", Align::kRight},
                   {"failed", Align::kRight},     {"parameters in play", Align::kRight},
                   {"space left", Align::kRight}, {"of the one before", Align::kRight}};
  for (std::size_t i = 0; i < calibration.waves.size(); ++i) {
    const sim::WaveReport& wave = calibration.waves[i];
    table.rows.push_back(
        {sim::count_cell(static_cast<double>(i + 1)), sim::count_cell(static_cast<double>(wave.runs)),
         sim::count_cell(static_cast<double>(wave.failed)), sim::count_cell(static_cast<double>(wave.active)),
         sim::number_cell(wave.share_kept.value, fmt::format("{:.2g}", wave.share_kept.value)),
         fixed(wave.share_of_before, 2)});
  }
  table.notes.push_back(fmt::format(
      "{} uncertain parameters; a point is left while no more than two of {} figures on record are further from it than "
      "three standard deviations of record, discrepancy, luck and emulator together. Waves end when one rules out less "
      "than a tenth of what was left.",
      calibration.paths.size(), calibration.targets.size()));
  if (!calibration.unmet.empty())
    table.notes.push_back(fmt::format("Nothing is left: these contradict the model or each other: {}.",
                                      fmt::join(calibration.unmet, ", ")));
  if (!calibration.left_out.empty())
    table.notes.push_back(
        fmt::format("Later than the last day, or nothing: {}.", fmt::join(calibration.left_out, ", ")));
  if (calibration.active.empty())
    table.notes.emplace_back(
        "The record says nothing of any parameter: the posterior is the prior, and no file is written.");
  else if (calibration.unmet.empty())
    table.notes.push_back(
        fmt::format("The posterior has {} draws, worth {:.0f} independent ones of the parameters in play.",
                    calibration.posterior.points.size(), calibration.posterior.effective));
  return table;
}

Table targets_table(const Calibration& calibration) {
  Table table;
  table.title = "Figures on record that parameters were held against";
  table.columns = {{"figure"},
                   {"kind"},
                   {"published", Align::kRight},
                   {"record, %", Align::kRight},
                   {"discrepancy, %", Align::kRight},
                   {"luck and emulator, %", Align::kRight},
                   {"Q2", Align::kRight},
                   {"rules out, %", Align::kRight},
                   {"strongest parameters"}};
  for (std::size_t t = 0; t < calibration.targets.size(); ++t) {
    const CalibrationTarget& target = calibration.targets[t];
    const sim::TargetReport& report = calibration.waves.back().targets[t];
    std::vector<std::string> strongest;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, report.inputs.size()); ++i)
      strongest.push_back(calibration.paths[report.inputs[i]]);
    table.rows.push_back({text_cell(target.name), text_cell(std::string(sim::enum_name(target.figure.kind))),
                          sim::number_cell(target.figure.value, sim::rounded(target.figure.value, 3)),
                          fixed(100 * target.record_sd, 0), fixed(100 * target.discrepancy, 0),
                          fixed(100 * std::sqrt(report.variance), 0), fixed(report.q2, 2),
                          fixed(100 * calibration.waves.front().targets[t].ruled_out, 0),
                          text_cell(fmt::format("{}", fmt::join(strongest, ", ")))});
  }
  table.notes.emplace_back(
      "In per cent of the figure, one standard deviation: of the published range (where none is published that of the "
      "median figure), of what the model misses by kind, and of random draws with what the emulator of the last wave "
      "misses. Q2: share of the figure's variance over runs that its emulator foretells. Rules out: of the prior's "
      "space, by this figure alone, in the first wave.");
  return table;
}

Table informed_table(const Calibration& calibration) {
  Table table;
  table.title = "What the record says of parameters";
  table.columns = {{"parameter"},
                   {"in its prior, 5–95 %", Align::kRight},
                   {"median", Align::kRight},
                   {"variance left", Align::kRight},
                   {"informed"}};
  std::vector<sim::Informed> inputs = sim::informed(calibration.posterior);
  std::erase_if(inputs, [&](const sim::Informed& input) {
    return std::find(calibration.active.begin(), calibration.active.end(), input.input) ==
           calibration.active.end();
  });
  std::sort(inputs.begin(), inputs.end(), [](const sim::Informed& a, const sim::Informed& b) {
    return a.ratio.value != b.ratio.value ? a.ratio.value < b.ratio.value : a.input < b.input;
  });
  std::size_t informed = 0;
  for (const sim::Informed& input : inputs) {
    informed += input.informed ? 1 : 0;
    table.rows.push_back({text_cell(calibration.paths[input.input]),
                          text_cell(fmt::format("{:.2f}–{:.2f}", input.spread.low, input.spread.high)),
                          fixed(input.spread.median, 2), fixed(input.ratio.value, 2),
                          text_cell(input.informed ? "yes" : "no")});
  }
  table.notes.push_back(fmt::format(
      "Where values lie in their priors, 0 the lowest and 1 the highest. Variance left: over that of the prior; informed "
      "when it is below {:.1f} with its 90 % interval: {} of {} parameters. Those not in the table stay at their priors.",
      sim::kInformed, informed, calibration.paths.size()));
  return table;
}

/// What the record makes of each form, for it to be weighed by.
Table forms_table(const Calibration& calibration) {
  Table table;
  table.title = "Forms of a mechanism that the record has to decide between";
  table.columns = {{"parameter"},
                   {"0"},
                   {"1"},
                   {"weight of 1", Align::kRight},
                   {"90 %", Align::kRight},
                   {"odds of 1", Align::kRight}};
  const sim::Matrix& points = calibration.posterior.points;
  for (const FormChoice& choice : calibration.choices) {
    const auto second = std::count_if(points.begin(), points.end(),
                                      [&](const auto& point) { return point[choice.input] >= 0.5; });
    const double share = static_cast<double>(second) / static_cast<double>(points.size());
    const double error =
        sim::kNormal95 * std::sqrt(share * (1 - share) / std::max(1.0, calibration.posterior.effective));
    table.rows.push_back(
        {text_cell(calibration.paths[choice.input]), text_cell(choice.forms[0]), text_cell(choice.forms[1]),
         fixed(share, 2),
         text_cell(fmt::format("{:.2f}–{:.2f}", std::max(0.0, share - error), std::min(1.0, share + error))),
         fixed(share / std::max(1e-3, 1 - share), 1)});
  }
  table.notes.emplace_back(
      "Before the record both forms are as likely. Weight: share of the posterior's draws, by the same likelihood that "
      "weighs parameters; runs that draw from the posterior take each form with its weight. 90 %: of the sampling of "
      "draws. Odds below 3 decide nothing: both forms are kept.");
  return table;
}

Table likeness_table(const Calibration& calibration) {
  Table table;
  table.title = "Parameters that the record cannot tell apart";
  table.columns = {{"parameter"}, {"and"}, {"rank correlation", Align::kRight}};
  for (const sim::InputPair& pair : sim::correlated_pairs(calibration.posterior.points, kLeastLikeness))
    table.rows.push_back({text_cell(calibration.paths[pair.first]), text_cell(calibration.paths[pair.second]),
                          fixed(pair.correlation, 2)});
  table.notes.push_back(fmt::format(
      "Rank correlations beyond {} among draws of the posterior: more of one is made up for by the other.",
      kLeastLikeness));
  return table;
}

Table trials_table(const Trials& trials) {
  Table table;
  table.title = "The method on records that the model itself made";
  table.columns = {{"records", Align::kRight},
                   {"informed parameters", Align::kRight},
                   {"truth inside 90 %", Align::kRight},
                   {"records with most of theirs inside", Align::kRight}};
  const double share =
      trials.asked > 0 ? static_cast<double>(trials.inside) / static_cast<double>(trials.asked) : 0;
  table.rows.push_back({sim::count_cell(static_cast<double>(trials.trials)),
                        sim::count_cell(static_cast<double>(trials.asked)),
                        sim::number_cell(share, fmt::format("{:.0f} %", 100 * share)),
                        sim::count_cell(static_cast<double>(trials.held))});
  table.notes.emplace_back(
      "Each record: a run at parameters drawn from the prior, with the noise of record and discrepancy added; the first "
      "wave's emulators are those of the real calibration. Inside: 90 % is right. Most: at least 80 % of a record's "
      "informed parameters.");
  return table;
}

}  // namespace

NamedTables calibration_tables(const Calibration& calibration) {
  NamedTables tables{{"waves", waves_table(calibration)}, {"targets", targets_table(calibration)}};
  if (calibration.unmet.empty()) {
    tables.emplace_back("parameters", informed_table(calibration));
    tables.emplace_back("pairs", likeness_table(calibration));
    if (!calibration.choices.empty()) tables.emplace_back("forms", forms_table(calibration));
  }
  if (calibration.trials.trials > 0) tables.emplace_back("trials", trials_table(calibration.trials));
  return tables;
}

}  // namespace tools
