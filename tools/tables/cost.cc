// T6: what policies cost and deny, and what each costs more than the first.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/numeric/constants.h"
#include "sim/report/words.h"
#include "tools/study/study.h"
#include "tools/study/variant.h"
#include "tools/tables/columns.h"
#include "tools/tables/notes.h"
#include "tools/tables/price_figures.h"
#include "tools/tables/tables.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using sim::Cell;
using sim::Table;

struct Item {
  const char* words;
  const char* name;
  const char* unit;
  double scale;
  const chokepoint::PriceTerms& terms;
};

std::vector<Item> items() {
  return {
      {"sales to China forgone", "china_sales_forgone", "bn USD", sim::kBillion, chokepoint::forgone_usd()},
      {"the same in H100e", "china_sales_forgone_h100e", "H100e", 1, chokepoint::forgone_h100e()},
      {"of it sold to others instead", "sold_elsewhere", "bn USD", sim::kBillion,
       chokepoint::sold_elsewhere_usd()},
      {"sales forgone worldwide", "sales_forgone", "bn USD", sim::kBillion,
       chokepoint::forgone_worldwide_usd()},
      {"licences filed", "licences", "applications", 1, chokepoint::licences_filed()},
      {"weeks they waited", "licence_weeks", "weeks", 1, chokepoint::licence_weeks()},
      {"honest chips refused", "honest_refused", "chips", 1, chokepoint::honest_chips_refused()},
      {"enforcement", "enforcement", "bn USD", sim::kBillion, chokepoint::enforcement_money()},
      {"China's stock denied", "denied", "H100e", 1, chokepoint::denied_stock()},
      {"of it by enforcement", "denied_by_enforcement", "H100e", 1, chokepoint::denied_by_enforcement()},
  };
}

class CostRows {
 public:
  CostRows(Table& table, const Results& results, int year)
      : table_(table), results_(results), year_(year), base_(base_of(policies(results))) {}

  void add(const Item& item) {
    for (const Choice& choice : policies(results_)) {
      table_.rows.push_back(
          {{item.words, std::string(item.name)}, sim::text_cell(item.unit), choice_cell(results_, choice)});
      add_figure(choice, price_figure(item.terms, amounts(choice), amounts(base_), item.scale),
                 sim::Sign::kAlways);
    }
  }

  /// What a million USD of enforcement denies: all of it against none, and what a policy has more than the base.
  void add_per_million() {
    for (const Choice& choice : policies(results_)) {
      table_.rows.push_back(
          {{"denied by enforcement per million USD of it", std::string("denied_per_million_usd")},
           sim::text_cell("H100e/M USD"),
           choice_cell(results_, choice)});
      add_figure(choice, denied_per_million(amounts(choice), amounts(base_)), sim::Sign::kMinusOnly);
    }
  }

  const Choice& base() const { return base_; }

 private:
  AmountOf amounts(const Choice& choice) const {
    return [this, choice](const chokepoint::PriceAmount& amount, PriceRole role) {
      Choice beside = choice;
      beside.scenario = name_in_role(choice.scenario, role);
      return results_.values(beside, {amount.measure, year_, std::nullopt});
    };
  }
  void add_figure(const Choice& choice, const PriceFigure& figure, sim::Sign sign_of_difference) {
    add_mean(figure.mean, sim::Sign::kMinusOnly);
    // Levels of levers are compared at the same points of the rest.
    const bool is_paired = choice.name != base_.name && choice.points.size() == base_.points.size();
    add_mean(is_paired ? figure.less_first : sim::Mean{std::nan(""), {std::nan(""), std::nan("")}, 0},
             sign_of_difference);
  }
  void add_mean(const sim::Mean& mean, sim::Sign sign) {
    const bool is_known = std::isfinite(mean.value);
    add_estimate(table_.rows.back(), is_known ? mean.value : std::nan(""), mean.interval, sign);
  }

  Table& table_;
  const Results& results_;
  int year_;
  Choice base_;
};

}  // namespace

Table cost_table(const Results& results, const Question& question) {
  const std::vector<int> years = results.years("enforcement_usd");
  const int year =
      std::find(years.begin(), years.end(), question.year) != years.end() ? question.year : years.back();
  Table table;
  CostRows rows(table, results, year);
  table.title = fmt::format("What each policy costs and denies, to the end of {}", year);
  Columns columns(table);
  table.columns.push_back({"what", sim::Align::kLeft, "", "item"});
  columns.text("unit");
  columns.text("scenario");
  columns.estimate("mean", "", "mean");
  columns.estimate("less the first", "", "difference");
  for (const Item& item : items()) rows.add(item);
  rows.add_per_million();
  table.notes = results.notes();
  table.notes.push_back(fmt::format(
      "Means over runs with 90 % t intervals; less the first: run by run, the first is {0}. Forgone, denied: against the same runs "
      "without any control; by enforcement: against the same controls at enforcement strength 0. Per million "
      "USD: ratios of means with 90 % Fieller intervals; under \"less the first\" what is denied more than by it "
      "per million USD spent more, the price of the next step. Sales at list prices.",
      rows.base().name));
  table.notes.emplace_back(kSoldElsewhere);
  return table;
}

}  // namespace tools
