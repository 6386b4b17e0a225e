#include "tools/tables/list.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "tools/study/source.h"
#include "tools/tables/notes.h"
#include "tools/tables/tables.h"

namespace tools {
namespace {

bool has_method(const Results& results, std::initializer_list<StudyMethod> methods) {
  return std::find(methods.begin(), methods.end(), results.input().design.method) != methods.end();
}

std::string sample(const Results& results, const Question&) {
  return results.is_sample() ? ""
                             : fmt::format("points of a {} design are no sample of what is believed",
                                           results.record().method);
}
std::string worlds(const Results& results, const Question&) {
  return results.is_sample() ? "" : "regret needs worlds that are a sample of what is believed";
}
std::string measure(const Results& results, const char* name) {
  return results.years(name).empty() ? fmt::format("the study keeps no {}", name) : "";
}
std::string campus(const Results& results, const Question&) { return measure(results, "campus_china"); }
std::string smuggled(const Results& results, const Question&) { return measure(results, "smuggled"); }
std::string enforcement(const Results& results, const Question&) {
  return measure(results, "enforcement_usd");
}
std::string prices(const Results& results, const Question&) {
  return results.input().price ? "" : "the study asks for no prices (price: true)";
}
std::string second_policy(const Results& results, const Question&) {
  return policies(results).size() < 2 ? "a single scenario differs from nothing" : "";
}
std::string rival(const Results& results, const Question&) {
  const std::vector<Choice> choices = policies(results);
  const auto alike = std::count_if(choices.begin(), choices.end(), [&](const Choice& choice) {
    return choice.points.size() == choices.front().points.size();
  });
  return alike < 2 ? "regret needs two policies or more" : "";
}
std::string lever_grid(const Results& results, const Question&) {
  return has_method(results, {StudyMethod::kGrid}) && !results.input().levers.empty()
             ? ""
             : "a sweep of a lever needs a grid over levers";
}
std::string threshold(const Results&, const Question& question) {
  return question.at_least ? "" : "a threshold needs a question with at_least";
}
std::string outcome(const Results&, const Question& question) {
  return question.at_least ? "" : "discovery needs a question with at_least";
}
std::string varied(const Results& results, const Question&) {
  return has_method(results, {StudyMethod::kNone, StudyMethod::kGrid})
             ? fmt::format("a {} design varies no parameter", results.record().method)
             : "";
}
bool is_spread(const Results& results) {
  return has_method(results, {StudyMethod::kLatinHypercube, StudyMethod::kSobol});
}
std::string spread_cases(const Results& results, const Question&) {
  return is_spread(results) ? "" : "discovery needs a latin_hypercube or sobol design";
}
std::string spread_points(const Results& results, const Question&) {
  return is_spread(results) ? "" : "a surrogate needs a latin_hypercube or sobol design";
}
std::string saltelli(const Results& results, const Question&) {
  return has_method(results, {StudyMethod::kSaltelli})
             ? ""
             : fmt::format("indices of variance need a saltelli design, this is {}", results.record().method);
}
std::string second_order(const Results& results, const Question&) {
  return results.input().design.second_order ? "" : "indices of pairs need design.second_order";
}
std::string replicates(const Results& results, const Question&) {
  return results.replicates() < 2 || results.points().size() < 2
             ? "the share of random draws needs two replicates and two points or more"
             : "";
}

constexpr auto kBrief = Offered::kInBriefs;
constexpr auto kAnalysis = Offered::kAsAnalysis;

// In the order of analyze.
constexpr TableKind kKinds[] = {
    {"T4",
     "sensitivity",
     "which parameters and levers the outcome hangs on",
     kAnalysis,
     {varied},
     sensitivity_table},
    {"", "pairs", "which pairs of them act together", kAnalysis, {saltelli, second_order}, pairs_table},
    {"", "convergence", "whether the indices have settled", kAnalysis, {saltelli}, convergence_table},
    {"", "luck", "how much of the spread is chance (aleatory)", kAnalysis, {replicates}, aleatory_table},
    {"",
     "surrogate",
     "indices from a surrogate fitted to few runs",
     kAnalysis,
     {spread_points},
     surrogate_table},
    {"T3",
     "lever",
     "a lever at several levels, and the level that suffices",
     kAnalysis,
     {lever_grid, threshold},
     lever_table},
    {"T7",
     "discovery",
     "under which conditions the outcome comes about",
     kAnalysis,
     {outcome, spread_cases},
     discovery_table},
    {"",
     "trajectory",
     "how its conditions were narrowed, step by step",
     kAnalysis,
     {outcome, spread_cases},
     trajectory_table},
    {"T8", "regret", "which policy regrets least", kAnalysis, {worlds, rival}, regret_table},
    {"T2",
     "differences",
     "paired differences to the first scenario",
     kAnalysis,
     {sample, second_policy},
     paired_table},
    {"T1",
     "scenarios",
     "whether China reaches million-chip clusters",
     kBrief,
     {sample, campus},
     scenarios_table},
    {"T5", "provenance", "China's stock by how it came", kBrief, {sample, smuggled}, provenance_table},
    {"T6", "cost", "what policies cost and deny", kBrief, {prices, sample, enforcement}, cost_table},
};

}  // namespace

std::span<const TableKind> table_kinds() { return kKinds; }

std::vector<TableKind> numbered_kinds() {
  std::vector<TableKind> kinds(std::begin(kKinds), std::end(kKinds));
  std::erase_if(kinds, [](const TableKind& kind) { return *kind.number == '\0'; });
  std::ranges::sort(kinds, {}, [](const TableKind& kind) { return std::string_view(kind.number); });
  return kinds;
}

sim::Table make_table(const TableKind& kind, const Results& results, const Question& question) {
  sim::Table table = kind.make(results, question);
  const std::string note = belief_note(results);
  if (std::find(table.notes.begin(), table.notes.end(), note) == table.notes.end())
    table.notes.push_back(note);
  table.notes.push_back(source_note(results.record()));
  return table;
}

std::string lack_of(const TableKind& kind, const Results& results, const Question& question) {
  for (const Need need : kind.needs) {
    if (need == nullptr) break;
    if (std::string lack = need(results, question); !lack.empty()) return lack;
  }
  return "";
}

}  // namespace tools
