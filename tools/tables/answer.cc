#include "tools/tables/answer.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"
#include "tools/tables/choices.h"
#include "tools/tables/columns.h"
#include "tools/tables/differences.h"
#include "tools/tables/notes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

constexpr int kColumns = 80;

/// A definition of a million-chip cluster, in words of one sentence and in those of a head.
struct Definition {
  const char* measure;
  const char* claim;
  const char* head;
};
constexpr Definition kDefinitions[] = {{"campus_china", "a single site in China holds", "one site"},
                                       {"fleet_china", "one Chinese actor commands", "one actor"},
                                       {"nation_china", "China as a whole holds", "all of China"}};

std::string unit_of(const Question& question) { return chokepoint::find_measure(question.measure)->unit; }

/// "one Chinese actor commands 1 M H100e by the end of 2027".
std::string claim_of(const Question& question) {
  const std::string amount = fmt::format("{} {}", sim::rounded(*question.at_least), unit_of(question));
  for (const Definition& definition : kDefinitions) {
    if (question.measure == definition.measure)
      return fmt::format("{} {} by the end of {}", definition.claim, amount, question.year);
  }
  return fmt::format("the following is {} or more in {}: {}", amount, question.year,
                     chokepoint::find_measure(question.measure)->sentence);
}

/// A share of runs.
struct Chance {
  double share = 0;
  sim::Interval interval;
  std::size_t runs = 0;

  /// "it is unlikely that", "there is almost no chance that", "it is 'likely' to 'very likely' that".
  std::string likelihood() const {
    const std::string word = sim::likelihood_words(interval);
    if (word == "not told") return "these runs do not tell whether";
    if (const std::size_t to = word.find(" to "); to != std::string::npos)
      return fmt::format("it is '{}' to '{}' that", word.substr(0, to), word.substr(to + 4));
    if (word == "almost no chance") return "there is almost no chance that";
    if (word == "roughly even chance") return "there is a roughly even chance that";
    return fmt::format("it is {} that", word);
  }
};

Chance chance_of(const Results& results, const Choice& policy, const Question& question) {
  const std::vector<double> reached = finite(results.values(policy, question));
  const double hits = std::accumulate(reached.begin(), reached.end(), 0.0);
  const auto runs = static_cast<long>(reached.size());
  return {hits / static_cast<double>(runs), sim::jeffreys(std::lround(hits), runs), reached.size()};
}

/// "Controls as they were: it is unlikely that one Chinese actor ... (29% of 100 runs, 90 % interval 22-37%)."
std::string chance_sentence(const Results& results, const Choice& policy, const Question& question) {
  const Chance chance = chance_of(results, policy, question);
  return fmt::format("{}: {} {} ({} of {} runs, 90 % interval {}).", title_of(results, policy),
                     chance.likelihood(), claim_of(question), sim::percent(chance.share), chance.runs,
                     sim::percent_range(chance.interval.low, chance.interval.high));
}

/// "Controls as they were, 2027: 440,000 [240,000-950,000] H100e (China's stock: smuggled)."
std::string size_sentence(const Results& results, const Choice& policy, const Question& question) {
  const std::vector<double> values = finite(results.values(policy, question));
  const chokepoint::Measure& measure = *chokepoint::find_measure(question.measure);
  return fmt::format("{}, {}: {} {} ({}), the median of {} runs with what 90 % of them lie between.",
                     title_of(results, policy), question.year, sim::with_range(sim::spread(values)),
                     measure.unit, measure.sentence, values.size());
}

/// What a policy's runs come to: a share of them, or their median.
double level_of(const Results& results, const Choice& policy, const Question& question) {
  if (question.at_least) return chance_of(results, policy, question).share;
  return sim::spread(finite(results.values(policy, question))).median;
}

std::string level_words(double level, const Question& question) {
  return question.at_least ? sim::percent(level) : sim::rounded(level);
}

/// Which policy has least of it and which most, and by how much the one further from the first differs from it.
std::string policies_sentence(const Results& results, const std::vector<Choice>& policies,
                              const Question& question) {
  const auto level = [&](const Choice& policy) { return level_of(results, policy, question); };
  const auto least = std::ranges::min_element(policies, {}, level);
  const auto most = std::ranges::max_element(policies, {}, level);
  const Choice& base = policies.front();
  const double of_base = level(base);
  if (level(*least) == level(*most)) {
    return fmt::format("It is the same under {} policies: {}.",
                       policies.size() == 2 ? "both" : fmt::format("all {}", policies.size()),
                       level_words(of_base, question));
  }
  const Choice& far = level(*most) - of_base > of_base - level(*least) ? *most : *least;
  const sim::Contrast contrast = difference_of(results, base, far, question).contrast;
  const double unit = question.at_least ? 100 : 1;
  const sim::Interval interval{contrast.mean_interval.low * unit, contrast.mean_interval.high * unit};
  return fmt::format(
      "Of {} policies '{}' {} {} ({}) and '{}' most ({}); run by run, '{}' differs from '{}' by {} {} on average.",
      policies.size(), title_of(results, *least), question.at_least ? "makes it" : "has",
      question.at_least ? "least likely" : "least", level_words(level(*least), question),
      title_of(results, *most), level_words(level(*most), question), title_of(results, far),
      title_of(results, base), sim::with_interval(contrast.mean * unit, interval, sim::Sign::kAlways),
      question.at_least ? "points" : unit_of(question));
}

/// The same for the other definitions of a cluster.
std::string other_definitions(const Results& results, const Choice& policy, const Question& question) {
  std::vector<std::string> parts;
  for (const Definition& definition : kDefinitions) {
    if (question.measure == definition.measure) continue;
    const Chance chance = chance_of(results, policy, {definition.measure, question.year, question.at_least});
    parts.push_back(
        fmt::format("{} {} as much ({})", chance.likelihood(), definition.claim, sim::percent(chance.share)));
  }
  return sim::capitalised(fmt::format("{}.", fmt::join(parts, "; ")));
}

double mean_of(const std::vector<double>& values) { return sim::mean_with_interval(values).value; }

/// Where China's chips then come from.
std::string provenance_sentence(const Results& results, const Choice& policy, int year) {
  const auto mean = [&](const char* measure) {
    return mean_of(finite(results.values(policy, {measure, year, std::nullopt})));
  };
  const double all = mean("nation_china");
  const auto part = [&](const char* measure) { return sim::percent(std::min(1.0, mean(measure) / all)); };
  if (!(all > 0)) return fmt::format("China holds no AI chips at the end of {}.", year);
  return fmt::format(
      "China then holds {} H100e on average: {} designed there, {} smuggled, {} shipped before a ban, {} under licence, "
      "{} of kinds still legal to ship; it rents {} more abroad.",
      sim::rounded(all), part("domestic"), part("smuggled"), part("before_ban"), part("licensed"),
      part("still_legal"), sim::rounded(mean("rented_abroad")));
}

void add_column(Columns& columns, const Question& question, const std::string& head) {
  const std::string name = fmt::format("{}_{}", question.measure, question.year);
  if (question.at_least) {
    columns.chance(head, "p_" + name);
  } else {
    columns.range(head, unit_of(question), name);
  }
}

sim::Table answer_table(const Results& results, const std::vector<Choice>& policies,
                        const std::vector<Question>& questions, const std::vector<std::string>& heads) {
  sim::Table table;
  Columns columns(table);
  columns.text("policy");
  for (std::size_t i = 0; i < questions.size(); ++i) add_column(columns, questions[i], heads[i]);
  for (const Choice& policy : policies) {
    std::vector<sim::Cell> row{choice_cell(results, policy)};
    for (const Question& question : questions) {
      const std::vector<double> values = finite(results.values(policy, question));
      if (question.at_least) {
        add_chance(row, values, 1);
      } else {
        add_range(row, values);
      }
    }
    table.rows.push_back(std::move(row));
  }
  table.notes = run_notes(results);
  table.notes.emplace_back("H100e: chips counted by their peak 8-bit speed, one H100 as 1.");
  return table;
}

/// Of the usual question, which compares definitions.
std::string usual_title(const Question& question) {
  return fmt::format("Does China reach {} {} by the end of {}?", sim::rounded(*question.at_least),
                     unit_of(question), question.year);
}

}  // namespace

Answer answer(const Results& results, const RunQuestion& question) {
  const std::vector<Choice> all = policies(results);
  const std::vector<Question> asked = questions_of(results, question);
  const Question& last = asked.back();  // sentences are about the horizon
  const bool is_usual = question.measure.empty() && asked.size() == 1;
  Answer answer;
  // Of a policy whose runs all failed nothing is said but that.
  std::vector<Choice> choices = all;
  std::erase_if(choices, [&](const Choice& policy) {
    if (!finite(results.values(policy, last)).empty()) return false;
    answer.sentences.push_back(fmt::format("{}: no run has an answer.", title_of(results, policy)));
    return true;
  });
  if (!choices.empty())
    answer.sentences.push_back(last.at_least ? chance_sentence(results, choices.front(), last)
                                             : size_sentence(results, choices.front(), last));
  std::vector<Question> columns = asked;
  std::vector<std::string> heads;
  if (is_usual) {
    if (!choices.empty()) answer.sentences.push_back(other_definitions(results, choices.front(), last));
    columns.clear();
    for (const Definition& definition : kDefinitions) {
      columns.push_back({definition.measure, last.year, last.at_least});
      heads.emplace_back(definition.head);
    }
  } else {
    for (const Question& of_year : asked) heads.push_back(fmt::format("{}", of_year.year));
  }
  if (choices.size() > 1) answer.sentences.push_back(policies_sentence(results, choices, last));
  if (choices.size() == 1 || (!is_usual && !choices.empty()))
    answer.sentences.push_back(provenance_sentence(results, choices.front(), last.year));
  answer.table = answer_table(results, all, columns, heads);
  answer.table.title = is_usual ? usual_title(last) : asked_title(last);
  return answer;
}

std::string sentences_of(const Answer& answer) {
  std::string text;
  for (const std::string& sentence : answer.sentences) text += sim::folded(sentence, kColumns) + "\n";
  return text;
}

}  // namespace tools
