#include "tools/study/questions.h"

#include <algorithm>
#include <map>
#include <sstream>

#include <fmt/format.h>

#include "sim/input/csv_row.h"
#include "tools/console/refusal.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/folder.h"
#include "tools/study/quantity.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// The scenario of a quantity that names none.
constexpr const char* kUsual = "history";
constexpr const char* kQuestionsFile = "questions.yaml";

/// Reads the scenarios that questions name, each once.
class Scenarios {
 public:
  Scenarios(const StudyOptions& options, const QuestionsFile& file, std::string until,
            sim::Problems& problems)
      : options_(options),
        file_(file),
        until_(std::move(until)),
        folder_(scenario_folder(options.folder)),
        reader_(folder_),
        regimes_(read_regime_files(folder_, problems)),
        belief_(read_belief(options.belief, folder_, problems)),
        known_(policies_of(folder_)) {
    for (const auto& entry : file.scenarios) known_.push_back(entry.name);
  }

  /// Its number; nothing, and a problem, when there is none of that name or it cannot be read.
  std::optional<std::size_t> find(const std::string& name, const sim::Where& at, sim::Problems& problems) {
    if (const auto there = rows_.find(name); there != rows_.end()) return there->second;
    if (std::find(known_.begin(), known_.end(), name) == known_.end()) {
      problems.add(at, fmt::format("unknown scenario '{}'", name), sim::did_you_mean(name, known_));
      return std::nullopt;
    }
    Variant variant{.name = name, .policy = name};
    if (const Side* side = file_.scenarios.find(name)) {
      variant.policy = side->policy.name;
      variant.over = side->with.node;
    }
    std::vector<Variant> one{std::move(variant)};
    sim::Problems warnings;
    const std::size_t before = problems.size();
    read_variants(reader_, {options_.overrides, regimes_, {}, until_, options_.runs, belief_}, one, problems,
                  warnings);
    if (problems.size() != before) return std::nullopt;
    variants.push_back(std::move(one.front()));
    rows_[name] = variants.size() - 1;
    return variants.size() - 1;
  }

  std::vector<Variant> variants;

 private:
  const StudyOptions& options_;
  const QuestionsFile& file_;
  std::string until_;
  fs::path folder_;
  PolicyReader reader_;
  std::vector<sim::Node> regimes_;
  BeliefPointer belief_;
  std::vector<std::string> known_;
  std::map<std::string, std::size_t> rows_;
};

/// Columns of the CSV file.
struct Columns {
  std::optional<std::size_t> id;
  std::optional<std::size_t> expression;
  std::optional<std::size_t> unit;
  std::optional<std::size_t> kind;
};

Columns columns_of(const sim::CsvRow& header) {
  Columns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string& name = header[i].text;
    if (name == "id") columns.id = i;
    if (name == "expression") columns.expression = i;
    if (name == "unit") columns.unit = i;
    if (name == "kind") columns.kind = i;
  }
  return columns;
}

const sim::CsvField* field(const sim::CsvRow& row, const std::optional<std::size_t>& column) {
  return column && *column < row.size() && !row[*column].text.empty() ? &row[*column] : nullptr;
}

FigureKind kind_of(const sim::CsvField& field, sim::Problems& problems) {
  const auto& names = sim::EnumNames<FigureKind>::names;
  const std::vector<std::string> known(std::begin(names), std::end(names));
  const auto found = std::find(known.begin(), known.end(), field.text);
  if (found != known.end()) return static_cast<FigureKind>(found - known.begin());
  problems.add(field.at, fmt::format("unknown kind '{}'", field.text), sim::did_you_mean(field.text, known));
  return FigureKind::kStock;
}

/// The question of a row: on file, or with an expression of its own.
std::optional<QuestionInput> question_of(const QuestionsFile& file, const Columns& columns,
                                         const sim::CsvRow& row, sim::Problems& problems) {
  const sim::CsvField* id = field(row, columns.id);
  if (id == nullptr) {
    problems.add(row.front().at, "a row without an id");
    return std::nullopt;
  }
  const QuestionInput* on_file = file.questions.find(id->text);
  const sim::CsvField* own = field(row, columns.expression);
  if (own == nullptr) {
    if (on_file != nullptr) return *on_file;
    problems.add(id->at, fmt::format("no question '{}'", id->text),
                 sim::did_you_mean(id->text, file.questions.names()) +
                     "; or give it an expression, in a column of that name");
    return std::nullopt;
  }
  QuestionInput question;
  question.is = sim::Reference{own->text, own->at};
  if (const sim::CsvField* unit = field(row, columns.unit)) question.unit = unit->text;
  if (const sim::CsvField* kind = field(row, columns.kind)) question.kind = kind_of(*kind, problems);
  return question;
}

AskedQuestion understood(std::string id, QuestionInput input, sim::Problems& problems) {
  AskedQuestion question{std::move(id), std::move(input), std::nullopt, {}};
  if (const auto& is = question.input.is)
    question.expression = sim::Expression::parse(is->name, is->at, aggregate_names(), problems);
  return question;
}

/// The last day that any question asks about, or `last` where that is later.
sim::Date last_day(const std::vector<AskedQuestion>& questions, sim::Date last) {
  for (const AskedQuestion& question : questions) {
    if (!question.expression) continue;
    for (const sim::Quantity& quantity : question.expression->quantities())
      last = std::max(last, quantity.period.last);
  }
  return last;
}

}  // namespace

void QuestionInput::check(sim::Checker& checker) {
  if (is.has_value() == !cannot_say.empty())
    checker.problem(
        "is", is ? "both an expression and why there is none" : "neither an expression nor why there is none",
        "write 'is' or 'cannot_say'");
}

QuestionsFile read_questions(const fs::path& folder, sim::Problems& problems) {
  QuestionsFile file;
  const fs::path path = folder / kQuestionsFile;
  if (!fs::exists(path)) return file;
  sim::read(sim::read_yaml(path, shown_path(path), problems), file, "the questions", problems);
  return file;
}

std::vector<AskedQuestion> read_asked(const QuestionsFile& file, const std::string& text,
                                      const std::string& name, sim::Problems& problems) {
  std::istringstream stream(text);
  sim::CsvRows rows(stream, name);
  sim::CsvRow row;
  std::vector<AskedQuestion> questions;
  if (!rows.next(row, problems)) {
    problems.add(argument(name), "no header", "name the columns in the first line");
    return questions;
  }
  const Columns columns = columns_of(row);
  if (!columns.id) problems.add(row.front().at, "no column 'id'");
  while (columns.id && rows.next(row, problems)) {
    if (row.empty()) continue;
    if (auto input = question_of(file, columns, row, problems))
      questions.push_back(understood(row[*columns.id].text, std::move(*input), problems));
  }
  return questions;
}

std::vector<AskedQuestion> all_of(const QuestionsFile& file, sim::Problems& problems) {
  std::vector<AskedQuestion> questions;
  for (const auto& entry : file.questions) questions.push_back(understood(entry.name, entry.value, problems));
  return questions;
}

Questionnaire ask(const StudyOptions& options, const QuestionsFile& file,
                  std::vector<AskedQuestion> questions, sim::Date at_least, sim::Problems& problems) {
  Questionnaire asked;
  asked.questions = std::move(questions);
  const std::string until = !options.until.empty()
                                ? options.until
                                : fmt::format("{}-12-31", last_day(asked.questions, at_least).year());
  Scenarios scenarios(options, file, until, problems);
  const std::string usual = options.scenarios.empty() ? kUsual : options.scenarios.front();
  scenarios.find(usual, argument("--scenario"), problems);
  for (AskedQuestion& question : asked.questions) {
    if (!question.expression) continue;
    for (const sim::Quantity& quantity : question.expression->quantities()) {
      const auto row = scenarios.find(quantity.scenario.empty() ? usual : quantity.scenario,
                                      quantity.scenario_at, problems);
      if (!row) continue;
      const auto query = query_of(*scenarios.variants[*row].scenario, quantity, problems);
      if (!query) continue;
      asked.queries.resize(scenarios.variants.size());
      asked.queries[*row].push_back(*query);
      question.places.push_back({*row, asked.queries[*row].size() - 1});
    }
  }
  asked.queries.resize(scenarios.variants.size());
  asked.variants = std::move(scenarios.variants);
  return asked;
}

void check_questions(const StudyOptions& options, sim::Problems& problems) {
  const std::size_t before = problems.size();
  const QuestionsFile file = read_questions(scenario_folder(options.folder), problems);
  if (problems.size() != before || file.questions.empty()) return;
  auto questions = all_of(file, problems);
  ask(options, file, std::move(questions), sim::Date{}, problems);
}

}  // namespace tools
