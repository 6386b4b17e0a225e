#include "tools/rule_command.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/controls/rule_book.h"
#include "models/controls/why_not.h"
#include "sim/analysis/table.h"
#include "sim/input/problems.h"
#include "tools/output.h"
#include "tools/scenario_folder.h"

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
  std::string scenarios;
  std::string format = "md";
  std::vector<std::string> under;  ///< regimes laid over history, such as drafts
};

/// What the words mean.
struct Question {
  Trade trade;
  sim::Date date;
};

/// Where a word stands on the command line.
sim::Where argument(std::string name) {
  auto text = std::make_shared<sim::SourceText>();
  text->name = std::move(name);
  return {std::move(text), 0, 0};
}

sim::Id<chokepoint::Place> find_place(const Library& library, const std::string& word, const char* name,
                                      sim::Problems& problems) {
  const auto answer = library.network.find_by_user_text(word);
  if (answer.place.is_none())
    problems.add(argument(name), fmt::format("unknown place '{}'", word), answer.why);
  return answer.place;
}

Question understand(const Words& words, const Library& library, sim::Problems& problems) {
  Question question;
  const auto chip = library.catalogue.find_by_user_text(words.chip);
  if (chip.product.is_none()) {
    problems.add(argument("CHIP"), fmt::format("unknown chip '{}'", words.chip), chip.why);
  }
  question.trade.product = chip.product;
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

std::string place_of(const Clause& clause) {
  return clause.at.text == nullptr ? "" : fmt::format("{}:{}", clause.at.text->name, clause.at.line);
}

/// A whole number, thousands apart.
std::string grouped(std::int64_t units) {
  std::string text = fmt::format("{}", units);
  for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

/// The ceilings of a quota with their numbers: "75,000 chips a buyer, 1,000,000 chips in all".
std::string ceilings(const chokepoint::Quota& quota) {
  const std::string unit = quota.unit == chokepoint::QuotaUnit::kTpp ? "TPP" : "chips";
  const std::string in_all = quota.per_place ? "for each place" : "in all";
  std::vector<std::string> parts;
  const auto add = [&](const std::optional<std::int64_t>& units, const std::string& whose) {
    if (units) parts.push_back(fmt::format("{} {} {}", grouped(*units), unit, whose));
  };
  add(quota.per_buyer_units, "a buyer");
  add(quota.total_units, in_all);
  if (quota.share_of_home_units)
    parts.push_back(
        fmt::format("{:g} % of what is delivered at home {}", 100 * *quota.share_of_home_units, in_all));
  std::string text = fmt::format("{}", fmt::join(parts, ", "));
  if (quota.per == chokepoint::QuotaPeriod::kYear) text += ", each year";
  if (quota.free_per_buyer_a_year)
    text += fmt::format("; {} {} a buyer a year are free of it", grouped(*quota.free_per_buyer_a_year), unit);
  return text;
}

/// What is due, and towards which ceilings the trade counts.
std::string burdens(const Ruling& ruling, const chokepoint::RuleBook& book, int era) {
  std::string text;
  if (ruling.fee > 0) text += fmt::format(" {:.0f} % of the price is due.", 100 * ruling.fee);
  for (std::size_t number = 0; number < book.quotas().size(); ++number) {
    if ((ruling.quotas >> number & 1) != 0)
      text += fmt::format(" It counts towards '{}': {}.", book.quotas()[number],
                          ceilings(*book.quota(era, static_cast<int>(number))));
  }
  return text;
}

/// What the verdict means for the trade, in one sentence.
std::string sentence(const Ruling& ruling, const chokepoint::RuleBook& book, int era) {
  if (ruling.on_paper >= 0 && ruling.verdict == Verdict::kFree)
    return "By law it may not go; nobody is held to that, and sellers who do not fear it let it go." +
           burdens(ruling, book, era);
  switch (ruling.verdict) {
    case Verdict::kFree:
      return "No control stands in the way." + burdens(ruling, book, era);
    case Verdict::kUnknown:
      return "A control asks for a figure of this chip that was not published, and nothing known catches it.";
    case Verdict::kNotify:
      return fmt::format("It may go once notice was given {} days before.", ruling.delay_days) +
             burdens(ruling, book, era);
    case Verdict::kDenied:
      return "It may not go.";
    case Verdict::kLicence:
      break;
  }
  const auto& terms = book.review(era)->terms(ruling.policy);
  std::string text = fmt::format(
      "It needs a licence; {:.0f} % of such applications are granted (guess), in about {:.0f} days.",
      100 * terms.approval_odds.value, terms.median_days.value);
  if (ruling.delay_days > 0) text += fmt::format(" Goods leave {} days later.", ruling.delay_days);
  return text + burdens(ruling, book, era);
}

/// The clause that decides; -1 when nothing catches the trade.
int deciding(const Ruling& ruling) {
  return ruling.on_paper >= 0 && ruling.verdict == Verdict::kFree ? ruling.on_paper : ruling.clause;
}

std::string decided_by(const Ruling& ruling, const chokepoint::RuleBook& book) {
  const int decides = deciding(ruling);
  if (decides < 0) return "No control catches it; those in force and why they do not are below.\n";
  const Clause& clause = book.clause(decides);
  return fmt::format("Decided by control '{}'{} at {}\nof regime {}: {}\n", clause.control,
                     clause.row.empty() ? "" : fmt::format(", row '{}',", clause.row), place_of(clause),
                     clause.regime, clause.title);
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
                int era, const chokepoint::Trade& trade, const Library& library) {
  for (const chokepoint::ControlInForce& control : book.eras()[static_cast<std::size_t>(era)].controls) {
    const bool spoke = std::any_of(all.begin(), all.end(),
                                   [&](const Explained& said) { return said.control == control.name; });
    if (spoke || control.clauses.empty() ||
        std::holds_alternative<chokepoint::LicenceReview>(control.control))
      continue;
    const Clause& clause = book.clause(control.clauses.front());
    table.rows.push_back(
        {sim::text_cell(control.name), sim::text_cell(""), sim::text_cell("leaves it alone"),
         sim::text_cell(clause.regime), sim::text_cell(place_of(clause)),
         sim::text_cell(chokepoint::why_not(control.control, trade, library.catalogue, library.network))});
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

std::string headline(const Words& words, const Question& question, const Library& library) {
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

/// What the regimes in force leave open, a line each.
std::vector<std::string> not_known(const Library& library, const chokepoint::Era& era) {
  std::vector<std::string> open;
  for (const chokepoint::Regime& regime : library.regimes) {
    const bool in_force =
        std::find(era.regimes.begin(), era.regimes.end(), regime.regime) != era.regimes.end();
    if (in_force && !regime.not_known.empty()) open.push_back("Not known: " + regime.not_known);
  }
  return open;
}

void print_ruling(const Words& words) {
  sim::Problems problems;
  const Library library = read_library(scenario_folder(words.scenarios), problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  Question question = understand(words, library, problems);
  auto calendar = chokepoint::calendar_of_history(library.regimes);
  for (const std::string& regime : words.under) {
    calendar.emplace_back().regime = {regime, argument("--under")};
    calendar.back().at = argument("--under");
  }
  const auto book =
      chokepoint::build_rule_book(library.regimes, calendar, library.catalogue, library.network, problems);
  if (!problems.empty()) throw sim::BadInput(problems);

  const int era = book.era_of(question.date);
  question.trade.standing = book.standing(era, {words.buyer, {words.tags.begin(), words.tags.end()}});
  const Ruling ruling = book.rule(era, question.trade);
  const std::string title = headline(words, question, library);
  const std::string meaning = sentence(ruling, book, era);
  const auto open = not_known(library, book.eras()[static_cast<std::size_t>(era)]);
  const auto all = book.explain(era, question.trade);
  sim::Table said = opinions(all, book);
  add_silent(said, all, book, era, question.trade, library);
  if (words.format == "json") {
    say("{{\"ruling\": {}, \"controls\": {}}}\n",
        sim::write(answer(ruling, book, title, meaning, open), sim::Format::kJson),
        sim::write(said, sim::Format::kJson));
    return;
  }
  say("**{}: {}**\n\n{}\n{}", title, chokepoint::in_words(ruling), meaning, decided_by(ruling, book));
  for (const auto& [list, entry] : book.listings(era, words.buyer)) {
    say("The buyer is listed as {} at {}:{} ({})\n", entry->value.name, entry->at.text->name, entry->at.line,
        list);
  }
  for (const std::string& line : open) say("{}\n", line);
  if (!said.rows.empty()) say("\n{}", sim::write(said, sim::Format::kMarkdown));
}

}  // namespace

void declare_rule(CLI::App& command, int& status) {
  auto words = std::make_shared<Words>();
  command.add_option("CHIP", words->chip, "a chip of the catalogue, by key or name: H100, H20, \"RTX 4090\"")
      ->required();
  command.add_option("PLACE", words->place, "where it goes, by code or name: CN, Malaysia")->required();
  command.add_option("DATE", words->date, "the day: 2024-06-01")->required();
  command.add_option("--from", words->from, "where it leaves (US)");
  command.add_option("--buyer-hq", words->buyer_hq,
                     "where the buyer has its headquarters (where the goods go)");
  command.add_option("--buyer", words->buyer, "the buyer's name, to be looked up on lists and in rows");
  command.add_option("--tag", words->tags, "what the buyer is: hyperscaler, state, startup, military, ...")
      ->take_all()
      ->type_size(1)
      ->allow_extra_args(false);
  command.add_option("--scenarios", words->scenarios, "folder of scenario files (./scenarios)");
  command.add_option("--under", words->under, "regimes laid over history, such as drafts")->delimiter(',');
  command.add_option("--format", words->format, "md or json")->check(CLI::IsMember({"md", "json"}));
  command.callback([words, &status] {
    print_ruling(*words);
    status = 0;
  });
}

}  // namespace tools
