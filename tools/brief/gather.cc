// What results say, as far as they can say it.
#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/engine/parallel.h"
#include "sim/input/node.h"
#include "sim/report/words.h"
#include "tools/brief/brief.h"
#include "tools/brief/table_figure.h"
#include "tools/figures/of_runs.h"
#include "tools/figures/picked.h"
#include "tools/figures/scripts.h"
#include "tools/figures/trade_map.h"
#include "tools/scenarios/folder.h"
#include "tools/study/record_file.h"
#include "tools/study/source.h"
#include "tools/study/whole_results.h"
#include "tools/tables/answer.h"
#include "tools/tables/choices.h"
#include "tools/tables/list.h"
#include "tools/tables/record.h"
#include "tools/tables/reference.h"

namespace tools {
namespace {

/// What of a template is wanted: everything where it names nothing.
bool is_wanted(const std::vector<sim::Reference>& wanted, const std::string& name) {
  return wanted.empty() || std::ranges::find(wanted, name, &sim::Reference::name) != wanted.end();
}

class Gathering {
 public:
  explicit Gathering(const BriefOptions& options) : options_(options) {
    read_template_of_options();
    for (const std::string& word : options.results) read_.push_back(Results::read(word));
    for (const Results& results : read_) add(results);
    take_whole();
  }

  /// Of runs that are in memory, whole.
  Gathering(const BriefOptions& options, Results results) : options_(options), whole_(std::move(results)) {
    read_template_of_options();
    add(*whole_);
  }

  Brief brief() {
    brief_.title = form_.title.empty() ? "Does China reach million-chip clusters?" : form_.title;
    brief_.blocks = form_.blocks;
    if (form_.logo) brief_.logo = form_.logo->name;
    answer_it();
    make_tables();
    draw_tables();
    draw_runs();
    // In the order in which a brief is read.
    std::ranges::stable_sort(brief_.figures, {}, [](const Figure& figure) {
      return std::ranges::find(figure_names(), figure.name) - figure_names().begin();
    });
    say_what_was_run();
    return std::move(brief_);
  }

 private:
  void read_template_of_options() {
    if (!options_.template_file.empty()) form_ = read_template(options_.template_file);
  }
  void add(const Results& results) {
    all_.push_back(&results);
    questions_.push_back(question_of(results, options_.asked));
  }

  /// The first results of which weeks were kept.
  void take_whole() {
    std::string why;
    for (const std::string& word : options_.results) {
      try {
        whole_ = whole_results(word, options_.folder);
        return;
      } catch (const sim::StoreError& error) {
        if (why.empty()) why = error.what();
      }
    }
    if (!whole_) lack("what needs the weeks of runs (stock, clusters, premium, map, law, T9)", why);
  }

  void lack(const std::string& what, const std::string& why) {
    brief_.lacks.push_back(fmt::format("{}: {}", what, why));
  }

  /// The first results that keep what an answer needs: those of weeks, else those of numbers.
  void answer_it() {
    std::vector<const Results*> candidates;
    if (whole_) candidates.push_back(&*whole_);
    candidates.insert(candidates.end(), all_.begin(), all_.end());
    std::string why;
    for (const Results* results : candidates) {
      try {
        return answer_from(*results);
      } catch (const sim::BadInput& lacking) {
        if (why.empty()) why = lacking.what();
      }
    }
    question_ = questions_.front();
    brief_.question =
        chokepoint::find_measure(question_.measure) == nullptr ? question_.words() : asked_title(question_);
    lack("the answer in sentences", why);
  }

  void answer_from(const Results& results) {
    const AskedOptions& asked = options_.asked;
    RunQuestion question{asked.measure, {}, asked.at_least};
    if (asked.year != 0) question.years = {asked.year};
    question_ = questions_of(results, question).front();
    Answer said = answer(results, question);
    brief_.question = asked_title(question_);
    brief_.million = million_of(results);
    brief_.answer = std::move(said.sentences);
    brief_.answer_table = with_source(results.record(), {std::move(said.table)}).front();
  }

  void make_tables() {
    for (const TableKind& kind : numbered_kinds()) {
      if (!is_wanted(form_.tables, kind.number)) continue;
      std::string why;
      bool is_made = false;
      for (std::size_t i = 0; i < all_.size() && !is_made; ++i) {
        const std::string lack = lack_of(kind, *all_[i], questions_[i]);
        if (why.empty()) why = lack;
        if (!lack.empty()) continue;
        brief_.tables.push_back(
            {kind.number, kind.name, kind.sentence, make_table(kind, *all_[i], questions_[i])});
        made_of_.push_back(i);
        is_made = true;
      }
      if (!is_made) lack(kind.number, why);
    }
    if (whole_ && is_wanted(form_.tables, "T9")) make_record_table();
    if (is_wanted(form_.tables, "T10")) make_assumptions_table();
  }

  void make_record_table() {
    const std::filesystem::path file = scenario_folder(whole_->study().options.folder) / "record.yaml";
    if (!is_there(file)) return lack("T9", fmt::format("no file '{}'", shown_path(file)));
    sim::Table record = record_table(*whole_, read_record(file), Discrepancy::kAdded);
    brief_.tables.push_back({"T9", "record", "the model beside the published record",
                             with_source(whole_->record(), {std::move(record)}).front()});
  }

  void make_assumptions_table() {
    const sim::StudyRecord& record = all_.front()->record();
    if (record.scenarios.empty()) return;
    sim::Problems problems;
    const sim::Node root =
        sim::parse_yaml(record.scenarios.front().resolved, record.scenarios.front().name, problems);
    brief_.tables.push_back({"T10", "assumptions", "what is assumed, with source and confidence",
                             with_source(record, {assumptions_table(root)}).front()});
  }

  /// Draws a picture, or says why not.
  template <class Draw>
  void draw(const std::string& of, const Draw& drawn) {
    try {
      std::optional<Figure> figure = drawn();
      if (figure && is_wanted(form_.figures, figure->name)) brief_.figures.push_back(std::move(*figure));
    } catch (const std::invalid_argument& error) {
      lack(fmt::format("the figure of {}", of), error.what());
    }
  }

  void draw_tables() {
    for (std::size_t i = 0; i < brief_.tables.size(); ++i) {
      const BriefTable& made = brief_.tables[i];
      const bool is_of_one = i < made_of_.size();
      const Results& results = *(is_of_one ? all_[made_of_[i]] : all_.front());
      // Chances and differences are those of the brief's question; a study's own tables are of its own.
      const bool is_own = is_of_one && made.number != "T1" && made.number != "T2";
      draw(made.number,
           [&] { return table_figure(made, results, is_own ? questions_[made_of_[i]] : question_); });
    }
  }

  void draw_runs() {
    if (!whole_) return;
    if (const std::size_t all = whole_->policies().size(); all > kMostPolicies)
      lack("weeks and routes of all policies",
           fmt::format("the first {} of {} are shown", kMostPolicies, all));
    draw("clusters", [&] { return std::optional(clusters_figure(*whole_)); });
    draw("stock", [&] { return std::optional(stock_figure(*whole_)); });
    draw("premium", [&] { return std::optional(premium_figure(*whole_)); });
    if (is_wanted(form_.figures, "map"))
      draw("the map", [&]() -> std::optional<Figure> {
        const sim::Threads threads(options_.threads);
        const std::vector<LaneYear> lanes = count_lanes(*whole_, options_.map_runs);
        if (lanes.empty()) throw std::invalid_argument("nothing was smuggled in these runs");
        return trade_map_figure(*whole_, lanes, page_scripts().land);
      });
    draw("law", [&] { return std::optional(law_figure(*whole_)); });
  }

  void say_what_was_run() {
    for (const Results* results : all_) {
      const Results::Counts& counts = results->counts();
      brief_.runs.push_back(fmt::format("{}: {} of {} runs, {} failed. `{}`", results->record().title,
                                        counts.done,
                                        counts.asked == 0 ? counts.done + counts.failed : counts.asked,
                                        counts.failed, results->record().command_line));
    }
    sim::Table& table = brief_.provenance;
    table.title = "What the runs were made of";
    table.columns = {{"input"}, {"hash"}};
    std::set<std::string> seen;
    for (const Results* results : all_) {
      for (const sim::InputFile& input : results->record().inputs) {
        if (seen.insert(input.path).second)
          table.rows.push_back(
              {sim::text_cell(input.path), sim::text_cell(fmt::format("{:016x}", input.hash))});
      }
    }
    const sim::Build& build = all_.front()->record().build;
    table.notes = {fmt::format("{} {}", build.compiler, build.flags), source_note(all_.front()->record())};
  }

  const BriefOptions& options_;
  BriefTemplate form_;
  std::vector<Results> read_;        ///< what was stored
  std::vector<const Results*> all_;  ///< what tables are made of, in the order asked
  std::vector<Question> questions_;  ///< of each of them
  std::optional<Results> whole_;
  Question question_;                 ///< of the brief
  std::vector<std::size_t> made_of_;  ///< of the tables that are of one of the results, which
  Brief brief_;
};

}  // namespace

const Figure* Brief::figure(const std::string& name) const {
  const auto found = std::ranges::find(figures, name, &Figure::name);
  return found == figures.end() ? nullptr : &*found;
}

const BriefTable* Brief::table(const std::string& number) const {
  const auto found = std::ranges::find(tables, number, &BriefTable::number);
  return found == tables.end() ? nullptr : &*found;
}

Brief gather(const BriefOptions& options) { return Gathering(options).brief(); }

Brief gather(const BriefOptions& options, Results results) {
  return Gathering(options, std::move(results)).brief();
}

}  // namespace tools
