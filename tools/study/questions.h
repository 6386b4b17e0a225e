// Quantities that runs are asked for: scenarios/questions.yaml, and the CSV file that says which of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/record/ask.h"
#include "sim/input/expression.h"
#include "sim/input/fields.h"
#include "tools/study/figure_kind.h"
#include "tools/study/side.h"

namespace tools {

struct QuestionInput {
  static constexpr const char* kName = "question";
  std::string says;
  std::string unit;
  FigureKind kind = FigureKind::kStock;
  std::optional<sim::Reference> is;
  std::string cannot_say;

  template <class Visit>
  void fields(Visit& visit) {
    visit("says", says, {.says = "what is asked for", .required = true});
    visit("unit", unit, {.says = "its unit; of a share percent", .required = true});
    visit("kind", kind, {.says = "by which misses on the record its band is widened", .required = true});
    visit("is", is, {.says = "an expression over measures and amounts (describe questions)"});
    visit("cannot_say", cannot_say, {.says = "why the model has no answer"});
  }
  void check(sim::Checker& checker);
};

struct QuestionsFile {
  sim::Named<Side> scenarios;
  sim::Named<QuestionInput> questions;

  template <class Visit>
  void fields(Visit& visit) {
    visit("scenarios", scenarios, {.says = "policies with something laid over them, by name"});
    visit("questions", questions, {.says = "what may be asked, by id", .required = true});
  }
};

/// Where the value of a quantity of an expression comes from: a scenario, and a query of its runs.
struct QuantityPlace {
  std::size_t scenario = 0;
  std::size_t query = 0;
};

struct AskedQuestion {
  std::string id;
  QuestionInput input;
  std::optional<sim::Expression> expression;  ///< none where the model cannot say
  std::vector<QuantityPlace> places;          ///< by quantity
};

/// The scenarios that questions need, with what is asked of each.
struct Questionnaire {
  std::vector<AskedQuestion> questions;
  std::vector<Variant> variants;  ///< read; the first is the one that is asked by default
  std::vector<std::vector<chokepoint::Query>> queries;  ///< by variant
};

/// Reads scenarios/questions.yaml; a folder need not have one.
QuestionsFile read_questions(const std::filesystem::path& folder, sim::Problems& problems);

/// What the `text` of a CSV file called `name` asks, in its order: column `id` and, where a question is not on file,
/// `expression` (with `unit` and `kind`). Adds every problem.
std::vector<AskedQuestion> read_asked(const QuestionsFile& file, const std::string& text,
                                      const std::string& name, sim::Problems& problems);
/// All that are on file.
std::vector<AskedQuestion> all_of(const QuestionsFile& file, sim::Problems& problems);

/// Reads every scenario that the questions need, to the end of the last year that any asks about, or of that of
/// `at_least`, and looks up every name; adds every problem.
Questionnaire ask(const StudyOptions& options, const QuestionsFile& file,
                  std::vector<AskedQuestion> questions, sim::Date at_least, sim::Problems& problems);

/// Understands every question on file and asks none; adds every problem. A folder need not have any.
void check_questions(const StudyOptions& options, sim::Problems& problems);

}  // namespace tools
