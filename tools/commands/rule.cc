#include "tools/commands/all.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "models/law/bounds.h"
#include "models/law/rule_book.h"
#include "sim/input/problems.h"
#include "sim/report/table.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/console/refusal.h"
#include "tools/scenarios/folder.h"
#include "tools/scenarios/rule_words.h"

namespace tools {
namespace {

using chokepoint::Clause;
using chokepoint::Explained;
using chokepoint::Ruling;
using chokepoint::Trade;
using chokepoint::Verdict;

/// The command line, as words.
struct Words {
  std::string chip;
  std::string place;
  std::string date;
  std::string from = "US";
  std::string buyer_hq;  ///< empty: where the goods go
  std::string buyer;
  std::vector<std::string> tags;
  bool rents = false;  ///< asks of chips that stand in the place and are used from afar
  std::string scenarios;
  std::string format = "md";
  std::vector<std::string> under;  ///< regimes laid over history, such as drafts
};

/// What the words mean. Of a component no product is set.
struct RuleQuestion {
  std::optional<chokepoint::Component> component;
  Trade trade;
  sim::Date date;
};

/// What stands for a component in place of a chip.
std::optional<chokepoint::Component> component_of(const std::string& word) {
  using chokepoint::Component;
  for (const char* name : {"memory", "hbm", "3A090.c"}) {
    if (chokepoint::same_name(word, name)) return Component::kMemory;
  }
  if (chokepoint::same_name(word, "tools")) return Component::kTools;
  if (chokepoint::same_name(word, "foundry_dies")) return Component::kFoundryDies;
  return std::nullopt;
}

const char* in_words(chokepoint::Component component) {
  switch (component) {
    case chokepoint::Component::kMemory:
      return "High-bandwidth memory";
    case chokepoint::Component::kTools:
      return "Equipment for advanced fabs";
    case chokepoint::Component::kFoundryDies:
      return "Logic dies that a foreign foundry makes for a designer";
  }
  return "";
}

sim::Id<chokepoint::Place> find_place(const Library& library, const std::string& word, const char* name,
                                      sim::Problems& problems) {
  const auto answer = library.network.find_by_user_text(word);
  if (answer.place.is_none())
    problems.add(argument(name), fmt::format("unknown place '{}'", word), answer.why);
  return answer.place;
}

RuleQuestion understand(const Words& words, const Library& library, sim::Problems& problems) {
  RuleQuestion question;
  question.component = component_of(words.chip);
  if (!question.component) {
    const auto chip = library.catalogue.find_by_user_text(words.chip);
    if (chip.product.is_none())
      problems.add(argument("CHIP"), fmt::format("unknown chip '{}'", words.chip), chip.why);
    question.trade.product = chip.product;
  } else if (words.rents) {
    problems.add(argument("--rent"), fmt::format("'{}' is nothing that is rented", words.chip),
                 "ask of a chip, or leave --rent out");
  }
  question.trade.from = find_place(library, words.from, "--from", problems);
  question.trade.to = find_place(library, words.place, "PLACE", problems);
  question.trade.buyer_hq = words.buyer_hq.empty()
                                ? question.trade.to
                                : find_place(library, words.buyer_hq, "--buyer-hq", problems);
  if (const auto date = sim::Date::parse(words.date)) {
    question.date = *date;
  } else {
    problems.add(argument("DATE"), fmt::format("bad date '{}'", words.date),
                 "expected a day such as 2024-06-01");
  }
  return question;
}

sim::Table opinions(const std::vector<Explained>& all, const chokepoint::RuleBook& book) {
  sim::Table table;
  table.title = "What each control says";
  table.columns = {{"control", sim::Align::kLeft}, {"row", sim::Align::kLeft},
                   {"verdict", sim::Align::kLeft}, {"regime", sim::Align::kLeft},
                   {"written", sim::Align::kLeft}, {"remark", sim::Align::kLeft}};
  for (const Explained& said : all) {
    const Clause& clause = book.clause(said.ruling.clause);
    const char* verdict = said.kind == chokepoint::Quota::kKind ? "" : chokepoint::in_words(said.ruling);
    table.rows.push_back({sim::text_cell(said.control), sim::text_cell(clause.row), sim::text_cell(verdict),
                          sim::text_cell(clause.regime), sim::text_cell(place_of(clause)),
                          sim::text_cell(said.remark)});
  }
  return table;
}

/// The controls in force that leave the trade alone, each with its place and the reason.
void add_silent(sim::Table& table, const std::vector<Explained>& all, const chokepoint::RuleBook& book,
                int version, const chokepoint::Trade& trade, const Library& library) {
  for (const chokepoint::ControlInForce& control :
       book.versions()[static_cast<std::size_t>(version)].controls) {
    const bool spoke = std::any_of(all.begin(), all.end(),
                                   [&](const Explained& said) { return said.control == control.name; });
    if (spoke || control.clauses.empty() ||
        chokepoint::has_role<chokepoint::ReviewsLicences>(*control.control))
      continue;
    const Clause& clause = book.clause(control.clauses.front());
    table.rows.push_back(
        {sim::text_cell(control.name), sim::text_cell(""), sim::text_cell("leaves it alone"),
         sim::text_cell(clause.regime), sim::text_cell(place_of(clause)),
         sim::text_cell(chokepoint::why_not(*control.control, trade, library.catalogue, library.network))});
  }
}

/// The ruling itself as a table of one row, for programs.
sim::Table answer(const Ruling& ruling, const chokepoint::RuleBook& book, const std::string& title,
                  const std::string& meaning, const std::vector<std::string>& open) {
  const Clause none;
  const int decides = deciding(ruling);
  const Clause& clause = decides < 0 ? none : book.clause(decides);
  sim::Table table;
  table.title = title;
  table.columns = {{"verdict"},
                   {"delay", sim::Align::kRight, "days", "delay_days"},
                   {"fee", sim::Align::kRight},
                   {"control"},
                   {"row"},
                   {"regime"},
                   {"title"},
                   {"written"}};
  table.rows.push_back({sim::text_cell(chokepoint::in_words(ruling)), sim::number_cell(ruling.delay_days),
                        sim::number_cell(ruling.fee), sim::text_cell(clause.control),
                        sim::text_cell(clause.row), sim::text_cell(clause.regime),
                        sim::text_cell(clause.title), sim::text_cell(place_of(clause))});
  table.notes.push_back(meaning);
  table.notes.insert(table.notes.end(), open.begin(), open.end());
  return table;
}

std::string headline(const Words& words, const RuleQuestion& question, const Library& library) {
  const auto& network = library.network;
  std::string text =
      fmt::format("{} from {} to {} on {}", library.catalogue.key[question.trade.product],
                  network.name[question.trade.from], network.name[question.trade.to], question.date.iso());
  if (question.trade.buyer_hq != question.trade.to) {
    text += fmt::format(", for a buyer headquartered in {}", network.name[question.trade.buyer_hq]);
  }
  if (!words.buyer.empty()) text += fmt::format(", for {}", words.buyer);
  return text;
}

/// An answer without a table of controls, as text or JSON.
void print_answer(const Words& words, const std::string& title, const std::string& verdict,
                  const std::string& meaning, const Clause* clause, const std::vector<std::string>& open) {
  const Clause none;
  const Clause& decides = clause == nullptr ? none : *clause;
  if (words.format == "json") {
    sim::Table table;
    table.title = title;
    table.columns = {{"verdict"}, {"control"}, {"regime"}, {"title"}, {"written"}};
    table.rows.push_back({sim::text_cell(verdict), sim::text_cell(decides.control),
                          sim::text_cell(decides.regime), sim::text_cell(decides.title),
                          sim::text_cell(place_of(decides))});
    table.notes.push_back(meaning);
    table.notes.insert(table.notes.end(), open.begin(), open.end());
    say("{{\"ruling\": {}}}\n", sim::write(table, sim::Format::kJson));
    return;
  }
  say("**{}: {}**\n\n{}\n", title, verdict, meaning);
  if (clause != nullptr)
    say("Decided by control '{}' at {}\nof regime {}: {}\n", decides.control, place_of(decides),
        decides.regime, decides.title);
  for (const std::string& line : open) say("{}\n", line);
}

/// Memory, tools and dies: no verdict on a trade, but a part of a flow that is stopped.
void print_component(const Words& words, const RuleQuestion& question, const Library& library,
                     const chokepoint::RuleBook& book, int version) {
  const auto& in_force = book.versions()[static_cast<std::size_t>(version)];
  const std::string title = fmt::format("{} to {} on {}", in_words(*question.component),
                                        library.network.name[question.trade.to], question.date.iso());
  const auto* control = book.component(version, *question.component, question.trade.to);
  const auto open = not_known(library, in_force);
  if (control == nullptr)
    return print_answer(words, title, "free", "No control stands in the way.", nullptr, open);
  const auto holds = [&](const chokepoint::ControlInForce& other) {
    return std::get_if<chokepoint::ComponentControl>(other.control.get()) == control;
  };
  const auto held = std::find_if(in_force.controls.begin(), in_force.controls.end(), holds);
  const auto& stops = control->stops;
  print_answer(
      words, title, "denied",
      fmt::format("It may not go; in a run {:.0f} % of the flow is stopped (estimated: {:.0f} to {:.0f} %), "
                  "and the rest leaks.",
                  100 * stops.value, 100 * stops.low, 100 * stops.high),
      &book.clause(held->clauses.front()), open);
}

/// Chips that stand in the place, used from afar.
void print_tenancy(const Words& words, const RuleQuestion& question, const Library& library,
                   const chokepoint::RuleBook& book, int version) {
  const auto& network = library.network;
  const Trade& trade = question.trade;
  const bool listed = (trade.standing & book.lists()) != 0;
  const Ruling ruling = book.remote_access(version, trade.product, trade.to, trade.buyer_hq, listed);
  print_answer(
      words,
      fmt::format("Use from afar of {} that stands in {} on {}, by a tenant headquartered in {}{}",
                  library.catalogue.key[trade.product], network.name[trade.to], question.date.iso(),
                  network.name[trade.buyer_hq], words.buyer.empty() ? "" : ", " + words.buyer),
      chokepoint::in_words(ruling),
      ruling.verdict == Verdict::kFree
          ? "No control on renting stands in the way; where the chips may stand is a question of its own."
          : sentence(ruling, book, version),
      ruling.clause < 0 ? nullptr : &book.clause(ruling.clause),
      not_known(library, book.versions()[static_cast<std::size_t>(version)]));
}

void print_ruling(const Words& words) {
  sim::Problems problems;
  const Library library = read_library(scenario_folder(words.scenarios), problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  RuleQuestion question = understand(words, library, problems);
  auto calendar = chokepoint::calendar_of_history(library.regimes);
  for (const std::string& regime : words.under) {
    calendar.emplace_back().regime = {regime, argument("--under")};
    calendar.back().at = argument("--under");
  }
  const auto book =
      chokepoint::build_rule_book(library.regimes, calendar, library.catalogue, library.network, problems);
  if (!problems.empty()) throw sim::BadInput(problems);

  const int version = book.version_of(question.date);
  question.trade.standing = book.standing(version, {words.buyer, {words.tags.begin(), words.tags.end()}});
  if (question.component) return print_component(words, question, library, book, version);
  if (words.rents) return print_tenancy(words, question, library, book, version);
  const Ruling ruling = book.rule(version, question.trade);
  const std::string title = headline(words, question, library);
  const std::string meaning = sentence(ruling, book, version);
  const auto& in_force = book.versions()[static_cast<std::size_t>(version)];
  std::vector<std::string> open =
      guidance_on(library.catalogue.key[question.trade.product], library, in_force);
  for (std::string& line : not_known(library, in_force)) open.push_back(std::move(line));
  const auto all = book.explain(version, question.trade);
  sim::Table said = opinions(all, book);
  add_silent(said, all, book, version, question.trade, library);
  if (words.format == "json") {
    say("{{\"ruling\": {}, \"controls\": {}}}\n",
        sim::write(answer(ruling, book, title, meaning, open), sim::Format::kJson),
        sim::write(said, sim::Format::kJson));
    return;
  }
  say("**{}: {}**\n\n{}\n{}", title, chokepoint::in_words(ruling), meaning, decided_by(ruling, book));
  for (const auto& [list, entry] : book.listings(version, words.buyer)) {
    say("The buyer is listed as {} at {}:{} ({})\n", entry->value.name, entry->at.text->name, entry->at.line,
        list);
  }
  for (const std::string& line : open) say("{}\n", line);
  if (!said.rows.empty()) say("\n{}", sim::write(said, sim::Format::kMarkdown));
}

}  // namespace

void declare_rule(CLI::App& command, int& status) {
  auto words = std::make_shared<Words>();
  add_option(
      command, "CHIP", words->chip,
      "a chip of the catalogue, by key or name: H100, H20, \"RTX 4090\"; or memory, tools, foundry_dies")
      .required();
  add_option(command, "PLACE", words->place, "where it goes, by code or name: CN, Malaysia").required();
  add_option(command, "DATE", words->date, "the day: 2024-06-01").required();
  add_option(command, "--from", words->from, "where it leaves (US)");
  add_option(command, "--buyer-hq", words->buyer_hq,
             "where the buyer has its headquarters (where the goods go)");
  add_option(command, "--buyer", words->buyer, "the buyer's name, to be looked up on lists and in rows");
  add_option(command, "--tag", words->tags, "what the buyer is: hyperscaler, state, startup, military, ...")
      .one_each();
  add_flag(command, "--rent", words->rents,
           "whether chips that stand in PLACE may be used from afar by a tenant with that seat");
  add_option(command, "--scenarios", words->scenarios, "folder of scenario files (./scenarios)");
  add_option(command, "--under", words->under, "regimes laid over history, such as drafts").with_commas();
  add_option(command, "--format", words->format, "md or json").one_of({"md", "json"});
  on_run(command, [words, &status] {
    print_ruling(*words);
    status = 0;
  });
}

}  // namespace tools
