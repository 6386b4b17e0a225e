#include "tools/tables/notes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "tools/tables/choices.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

/// Law is known to October 2026 (scenarios/regimes); after that a scenario's law stands still.
constexpr int kLastYearOfLaw = 2026;

bool is_same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// The last year up to whose end two choices are the same in every number kept of the runs that both have; 0 when they
/// differ in the first, or have none. What differs once may come to be equal again by chance: later years do not count.
int same_until(const Results& results, const Choice& a, const Choice& b) {
  const std::vector<bool> in_a = results.has_run(a);
  const std::vector<bool> in_b = results.has_run(b);
  std::map<int, bool> same;
  for (const sim::Output& output : results.record().outputs) {
    const Question asked{output.measure, output.year, std::nullopt};
    const std::vector<double> of_a = results.values(a, asked);
    const std::vector<double> of_b = results.values(b, asked);
    // A year that no run has is not alike in any.
    if (std::all_of(of_a.begin(), of_a.end(), [](double value) { return std::isnan(value); })) continue;
    bool& is_year_same = same.emplace(output.year, true).first->second;
    for (std::size_t run = 0; run < of_a.size() && is_year_same; ++run)
      is_year_same = !in_a[run] || !in_b[run] || is_same(of_a[run], of_b[run]);
  }
  bool has_pair = false;
  for (std::size_t run = 0; run < in_a.size(); ++run) has_pair = has_pair || (in_a[run] && in_b[run]);
  int until = 0;
  for (const auto& [year, is_year_same] : same) {
    if (!is_year_same || !has_pair) break;
    until = year;
  }
  return until;
}

}  // namespace

std::string if_projected(int year) { return year > kLastYearOfLaw ? " (a projection under frozen law)" : ""; }

Pairs pair_up(const std::vector<double>& left, const std::vector<double>& right) {
  Pairs pairs;
  for (std::size_t run = 0; run < std::min(left.size(), right.size()); ++run) {
    if (std::isnan(left[run]) || std::isnan(right[run])) continue;
    pairs.left.push_back(left[run]);
    pairs.right.push_back(right[run]);
  }
  return pairs;
}

std::vector<double> finite(std::vector<double> values) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  return values;
}

int year_within(const Results& results, int wanted) {
  int last = 0;
  for (const VariantRuns& runs : results.variants()) {
    for (const auto& outcome : runs.outcomes) {
      if (outcome && !outcome->years.empty()) last = std::max(last, outcome->years.back().year);
    }
  }
  if (last == 0) throw std::runtime_error("no run was finished: there is nothing to show");
  return std::min(wanted, last);
}

/// What the posterior of the scenarios folder is called.
constexpr const char* kOwnPosterior = "the posterior";

DrawnFrom drawn_from(const Results& results) {
  // The command is all that a store keeps of where its runs drew from.
  const std::string line = results.record().command_line + " ";
  if (line.find(" --prior ") != std::string::npos) return {};
  constexpr std::string_view kOption = " --posterior ";
  const std::size_t at = line.find(kOption);
  if (at == std::string::npos) return {true, kOwnPosterior};
  const std::string file = line.substr(at + kOption.size());
  return {true, file.substr(0, file.find(' '))};
}

std::string belief_note(const Results& results) {
  const DrawnFrom from = drawn_from(results);
  if (!from.posterior) return "Parameters that are neither set nor varied are drawn from their priors.";
  return fmt::format(
      "Parameters that are neither set nor varied are drawn from {}: what calibration {}left of their priors.",
      from.words, from.words == kOwnPosterior ? "on the record to the end of 2024 " : "");
}

std::vector<std::string> run_notes(const Results& results) {
  if (!results.has_outcomes()) {
    std::vector<std::string> notes = results.notes();
    notes.push_back(belief_note(results));
    return notes;
  }
  const Results::Counts& counts = results.counts();
  const StudyOptions& options = results.study().options;
  std::vector<std::string> notes;
  notes.push_back(fmt::format(
      "{} of {} runs ({} a scenario, seed {}); {} failed. Replicate k has the same random draws in every scenario.",
      counts.done, counts.asked, options.runs, options.seed, counts.failed));
  notes.push_back(belief_note(results));
  if (results.interrupted())
    notes.emplace_back("Stopped before all runs were done: the table stands on those that were.");
  return notes;
}

void add_same_notes(sim::Table& table, const Results& results) {
  const std::vector<Choice> choices = policies(results);
  const Choice base = base_of(choices);
  const auto& outputs = results.record().outputs;
  int last = 0;
  for (const sim::Output& output : outputs) last = std::max(last, output.year);
  for (const Choice& choice : choices) {
    if (choice.name == base.name || choice.points.size() != base.points.size()) continue;
    const int until = same_until(results, base, choice);
    if (until == 0) continue;
    table.notes.push_back(until == last
                              ? fmt::format("{}: as {} in every run, throughout.", title_of(results, choice),
                                            title_of(results, base))
                              : fmt::format("{}: as {} in every run until the end of {}.",
                                            title_of(results, choice), title_of(results, base), until));
  }
}

}  // namespace tools
