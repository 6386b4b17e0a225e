#include "tools/tables/essay.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/record/figures.h"
#include "models/record/measures.h"
#include "sim/report/words.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Align;
using sim::Audience;

std::string shown(const EssayClaim& claim, const Estimate& estimate) {
  if (std::isnan(estimate.value)) return "n/a";
  if (claim.threshold) return sim::percent_with_interval(estimate.value, estimate.interval);
  if (estimate.behind == sim::Behind::kRange)
    return sim::with_range({estimate.interval.low, estimate.value, estimate.interval.high});
  const bool is_change = claim.change || claim.kind == Evidence::kSlope;
  return sim::with_interval(estimate.value, estimate.interval,
                            is_change ? sim::Sign::kAlways : sim::Sign::kMinusOnly);
}

std::string bound_words(const EssayClaim& claim, double bound) {
  return claim.threshold ? sim::percent(bound) : sim::rounded(bound);
}

/// "at least 7, at most 10"; "" of what is not representable.
std::string claimed_words(const EssayClaim& claim) {
  std::vector<std::string> words;
  if (claim.at_least && claim.at_most && *claim.at_least == *claim.at_most)
    return bound_words(claim, *claim.at_most);
  if (claim.at_least) words.push_back("at least " + bound_words(claim, *claim.at_least));
  if (claim.at_most) words.push_back("at most " + bound_words(claim, *claim.at_most));
  return fmt::format("{}", fmt::join(words, ", "));
}

void add_settings(const sim::Node& node, const std::string& above, std::vector<std::string>& settings) {
  if (node.kind != sim::Node::Kind::kMap) settings.push_back(fmt::format("{}={}", above, node.text));
  for (const sim::Node::Entry& entry : node.entries)
    add_settings(entry.value, above.empty() ? entry.key : fmt::format("{}.{}", above, entry.key), settings);
}

/// "essay-tight with labs.feedback=1".
std::string side_words(const Side& side) {
  if (side.with.node.entries.empty()) return side.policy.name;
  std::vector<std::string> settings;
  add_settings(side.with.node, "", settings);
  return fmt::format("{} with {}", side.policy.name, fmt::join(settings, ", "));
}

/// "lag_months 2028 of tight less no-controls, months".
std::string counted_words(const EssayClaim& claim) {
  if (claim.kind == Evidence::kNotRepresentable) return "";
  if (claim.kind == Evidence::kExact) {
    const chokepoint::Figure& figure = *chokepoint::find_figure(claim.figure->name);
    return fmt::format("{}, {}", figure.name, figure.unit);
  }
  const chokepoint::Measure& measure = *chokepoint::find_measure(claim.measure->name);
  std::string words = fmt::format("{} {}", measure_title(measure.name), claim.year);
  if (claim.since) words += fmt::format(" over {}", *claim.since);
  if (claim.threshold) words = fmt::format("P({} ≥ {})", words, sim::rounded(*claim.threshold));
  if (claim.change)
    words += fmt::format(" of {} less {}", side_words(*claim.change), side_words(claim.base));
  else
    words += fmt::format(" of {}", side_words(claim.base));
  if (claim.kind == Evidence::kSlope)
    words = fmt::format("change over the range of {} in {}", claim.hangs_on->name, words);
  if (claim.over == Over::kMean) words = "mean " + words;
  return claim.threshold || claim.since ? words : fmt::format("{}, {}", words, measure.unit);
}

std::string deciding_words(const EssayClaim& claim, const EssayFinding& finding) {
  if (claim.kind == Evidence::kNotRepresentable) return "";
  if (finding.runs == 0) return " No run says anything.";
  if (!finding.decides) return " Hangs on no parameter.";
  const Deciding& decides = *finding.decides;
  if (!decides.stands_out())
    return fmt::format(
        " No parameter stands out: the nearest, {}, has rank correlation {:.2f}, and chance alone gives {:.2f}.",
        decides.parameter, decides.correlation, decides.noise);
  std::string words =
      fmt::format(" {} decides (rank correlation {:.2f}{})", decides.parameter, decides.correlation,
                  decides.cites_essay ? ", its prior cites the essay" : "");
  if (claim.kind == Evidence::kSlope) return words + ".";
  return words + (decides.flips_at ? fmt::format(": flips at {}.", sim::rounded(*decides.flips_at))
                                   : std::string(": flips at no value in its range."));
}

std::string tested_words(const EssayClaim& claim) {
  if (claim.is_tested()) return "";
  std::vector<std::string> names;
  if (!claim.built_in.empty()) names.push_back(claim.built_in);
  for (const sim::Reference& cited : claim.cites) names.push_back(cited.name);
  return fmt::format(" Not tested, for the essay itself gave {}.", fmt::join(names, " and "));
}

std::string note_of(const std::string& name, const EssayClaim& claim, const EssayFinding& finding,
                    const std::string& counted) {
  const std::string held = claim.kind == Evidence::kNotRepresentable
                               ? fmt::format("Not representable: {}.", claim.why)
                               : fmt::format("Counted: {}; right when {}.", counted, claimed_words(claim));
  return fmt::format("{}: {} ({}). {}{}{} `{}`", name, claim.claim, claim.where, held,
                     deciding_words(claim, finding), tested_words(claim), claim.see);
}

sim::Cell number_or_missing(double value) {
  return std::isfinite(value) ? sim::number_cell(value) : sim::missing_cell();
}

std::string tested_cell(const EssayClaim& claim) {
  if (claim.kind == Evidence::kNotRepresentable) return "-";
  return claim.is_tested() ? "yes" : "no";
}

std::vector<sim::Cell> essay_row(const std::string& name, const EssayClaim& claim,
                                 const EssayFinding& finding, const std::string& counted) {
  const bool has_figure = claim.kind != Evidence::kNotRepresentable;
  const Estimate& estimate = finding.estimate;
  const std::optional<Deciding>& decides = finding.decides;
  const auto of_figure = [&](double value) {
    return has_figure ? number_or_missing(value) : sim::missing_cell();
  };
  std::vector<sim::Cell> row{sim::text_cell(name),
                             sim::text_cell(claim.claim),
                             sim::text_cell(claim.where),
                             sim::text_cell(std::string(sim::enum_name(claim.kind))),
                             sim::text_cell(counted),
                             number_or_missing(claim.claimed().low),
                             number_or_missing(claim.claimed().high)};
  row.push_back(sim::text_cell(has_figure ? shown(claim, estimate) : "-"));
  for (const double value : {estimate.value, estimate.interval.low, estimate.interval.high})
    row.push_back(of_figure(value));
  row.push_back(has_figure ? sim::count_cell(finding.runs) : sim::missing_cell());
  row.push_back(sim::text_cell(word_of(finding.verdict)));
  row.push_back(sim::text_cell(tested_cell(claim)));
  row.push_back(decides ? sim::text_cell(decides->parameter) : sim::missing_cell());
  row.push_back(decides ? sim::number_cell(decides->correlation) : sim::missing_cell());
  row.push_back(decides ? sim::number_cell(decides->noise) : sim::missing_cell());
  row.push_back(decides && decides->flips_at ? sim::number_cell(*decides->flips_at) : sim::missing_cell());
  row.push_back(sim::text_cell(claim.see));
  return row;
}

std::vector<sim::TableColumn> essay_columns() {
  return {{"claim"},
          {"says", Align::kLeft, "", "says", Audience::kPrograms},
          {"where", Align::kLeft, "", "where", Audience::kPrograms},
          {"kind", Align::kLeft, "", "kind", Audience::kPrograms},
          {"counted", Align::kLeft, "", "counted", Audience::kPrograms},
          {"at least", Align::kRight, "", "at_least", Audience::kPrograms},
          {"at most", Align::kRight, "", "at_most", Audience::kPrograms},
          {"the model says", Align::kRight, "", "figure_shown", Audience::kPeople},
          {"figure", Align::kRight, "", "figure", Audience::kPrograms},
          {"low", Align::kRight, "", "low", Audience::kPrograms},
          {"high", Align::kRight, "", "high", Audience::kPrograms},
          {"runs", Align::kRight, "", "runs", Audience::kPrograms},
          {"verdict"},
          {"tested"},
          {"decides", Align::kLeft, "", "decides", Audience::kPrograms},
          {"correlation", Align::kRight, "", "correlation", Audience::kPrograms},
          {"noise", Align::kRight, "", "noise", Audience::kPrograms},
          {"flips at", Align::kRight, "", "flips_at", Audience::kPrograms},
          {"see", Align::kLeft, "", "see", Audience::kPrograms}};
}

/// "Of 20 claims 7 are supported, ...".
std::string count_words(std::size_t claims, const std::array<int, 4>& by_verdict) {
  return fmt::format("Of {} claims {} are supported, {} contradicted, {} undecided, {} not representable.",
                     claims, by_verdict[0], by_verdict[1], by_verdict[2], by_verdict[3]);
}

}  // namespace

sim::Table essay_table(const Results& results, const EssayFile& file, const Experiments& experiments) {
  sim::Table table;
  table.title = "What the model says of the essay \"On DeepSeek and Export Controls\"";
  table.columns = essay_columns();
  std::array<int, 4> by_verdict{};
  const int runs = static_cast<int>(results.study().options.runs);
  std::size_t at = 0;
  for (const auto& [name, where, claim] : file.claims) {
    const Experiments::Sides sides = experiments.of[at++];
    const EssayFinding finding = find_out(claim, results, sides, runs);
    ++by_verdict[static_cast<std::size_t>(finding.verdict)];
    const std::string counted = counted_words(claim);
    table.rows.push_back(essay_row(name, claim, finding, counted));
    table.notes.push_back(note_of(name, claim, finding, counted));
  }
  table.notes.push_back(count_words(table.rows.size(), by_verdict));
  table.notes.emplace_back(
      "Supported: the whole interval of 90 % lies in the claimed range; contradicted: wholly outside; undecided: "
      "neither. In square brackets lie runs (5–95 %); round ones say how far a mean, a share or a slope may be off (90 "
      "%). Not tested: an input that the figure rests on was set by the essay.");
  table.notes.emplace_back(
      "What decides: the parameter with the strongest rank correlation with the figure over these runs. It flips where "
      "a straight line of ranks crosses the nearer bound: a first look, to be followed by a study that varies it.");
  for (std::string& note : run_notes(results)) table.notes.push_back(std::move(note));
  return table;
}

}  // namespace tools
