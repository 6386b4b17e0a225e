// T6: what policies cost and deny, and what each costs more than the first.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/analysis/ratio.h"
#include "sim/analysis/statistics.h"
#include "sim/analysis/words.h"
#include "tools/study/plan.h"
#include "tools/study/price_versions.h"
#include "tools/study/studies.h"
#include "tools/tables/columns.h"
#include "tools/tables/list.h"
#include "tools/tables/price.h"

namespace tools {
namespace {

using sim::Cell;
using sim::Table;

/// A sum of measures, each of one version of the policy: + and - run by run.
struct Term {
  const char* measure;
  PriceRole role;
  double sign;
};
struct Item {
  const char* words;
  const char* name;
  const char* unit;
  double scale;
  std::vector<Term> terms;
};

constexpr double kBillion = 1e9;

std::vector<Item> items() {
  constexpr auto kPolicy = PriceRole::kPolicy;
  constexpr auto kFree = PriceRole::kWithoutControls;
  const Term china_free{"sales_to_china_usd", kFree, 1};
  const Term china{"sales_to_china_usd", kPolicy, -1};
  return {
      {"sales to China forgone", "china_sales_forgone", "bn USD", kBillion, {china_free, china}},
      {"of it sold to others instead",
       "sold_elsewhere",
       "bn USD",
       kBillion,
       {china_free, china, {"sales_usd", kFree, -1}, {"sales_usd", kPolicy, 1}}},
      {"sales forgone worldwide",
       "sales_forgone",
       "bn USD",
       kBillion,
       {{"sales_usd", kFree, 1}, {"sales_usd", kPolicy, -1}}},
      {"licences filed", "licences", "applications", 1, {{"licences", kPolicy, 1}}},
      {"weeks they waited", "licence_weeks", "weeks", 1, {{"licence_weeks", kPolicy, 1}}},
      {"honest chips refused", "honest_refused", "chips", 1, {{"honest_chips_refused", kPolicy, 1}}},
      {"enforcement", "enforcement", "bn USD", kBillion, {{"enforcement_usd", kPolicy, 1}}},
      {"China's stock denied",
       "denied",
       "H100e",
       1,
       {{"nation_china", kFree, 1}, {"nation_china", kPolicy, -1}}},
      {"of it by enforcement",
       "denied_by_enforcement",
       "H100e",
       1,
       {{"nation_china", PriceRole::kUnenforced, 1}, {"nation_china", kPolicy, -1}}},
  };
}

Choice version_of(const Choice& choice, PriceRole role) {
  Choice other = choice;
  if (role == PriceRole::kWithoutControls) other.scenario += kFreeName;
  if (role == PriceRole::kUnenforced) other.scenario += kUnenforcedName;
  return other;
}

/// Run by run; NaN where a version lacks the run.
std::vector<double> amounts(const StoredStudy& study, const Choice& choice, int year, const Item& item) {
  std::vector<double> sums;
  for (const Term& term : item.terms) {
    const auto values = study.values(version_of(choice, term.role), {term.measure, year, std::nullopt});
    sums.resize(values.size(), 0);
    for (std::size_t i = 0; i < values.size(); ++i) sums[i] += term.sign * values[i] / item.scale;
  }
  return sums;
}

std::vector<double> less(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) differences.push_back(a[i] - b[i]);
  return differences;
}

sim::Mean ratio(const std::vector<double>& over, const std::vector<double>& under) {
  const Pairs pairs = pair_up(over, under);
  return sim::ratio_of_means(pairs.left, pairs.right);
}

class CostRows {
 public:
  CostRows(Table& table, const StoredStudy& study, int year)
      : table_(table), study_(study), year_(year), base_(base_of(policies(study))) {}

  void add(const Item& item) {
    const auto of_base = amounts(study_, base_, year_, item);
    for (const Choice& choice : policies(study_)) {
      const auto own = amounts(study_, choice, year_, item);
      begin(item.words, item.name, item.unit, choice);
      add_mean(sim::mean_with_interval(there(own)), sim::Sign::kMinusOnly);
      add_mean(is_paired(choice) ? sim::mean_with_interval(there(less(own, of_base))) : none(),
               sim::Sign::kAlways);
    }
  }

  /// What a million USD of enforcement denies: all of it against none, and what a policy has more than the base.
  void add_per_million() {
    const Item stock{"", "", "", 1, {{"nation_china", PriceRole::kPolicy, 1}}};
    const Item stock_idle{"", "", "", 1, {{"nation_china", PriceRole::kUnenforced, 1}}};
    const Item money{"", "", "", 1e6, {{"enforcement_usd", PriceRole::kPolicy, 1}}};
    const Item money_idle{"", "", "", 1e6, {{"enforcement_usd", PriceRole::kUnenforced, 1}}};
    const auto of = [&](const Choice& choice, const Item& item) {
      return amounts(study_, choice, year_, item);
    };
    for (const Choice& choice : policies(study_)) {
      begin("denied by enforcement per million USD of it", "denied_per_million_usd", "H100e/M USD", choice);
      add_mean(ratio(less(of(choice, stock_idle), of(choice, stock)),
                     less(of(choice, money), of(choice, money_idle))),
               sim::Sign::kMinusOnly);
      add_mean(is_paired(choice) ? step(less(of(base_, stock), of(choice, stock)),
                                        less(of(choice, money), of(base_, money)))
                                 : none(),
               sim::Sign::kMinusOnly);
    }
  }

  const Choice& base() const { return base_; }

 private:
  bool is_paired(const Choice& choice) const {
    return choice.name != base_.name && choice.points.size() == base_.points.size();
  }
  static sim::Mean step(const std::vector<double>& denied, const std::vector<double>& million) {
    const Pairs pairs = pair_up(denied, million);
    return price_of_step(pairs.left, pairs.right);
  }
  static sim::Mean none() { return {std::nan(""), {std::nan(""), std::nan("")}, 0}; }
  void begin(const char* words, const char* name, const char* unit, const Choice& choice) {
    table_.rows.push_back({{words, std::string(name)}, sim::text_cell(unit), sim::text_cell(choice.name)});
  }
  void add_mean(const sim::Mean& mean, sim::Sign sign) {
    const bool is_known = std::isfinite(mean.value);
    add_estimate(table_.rows.back(), is_known ? mean.value : std::nan(""), mean.interval, sign);
  }

  Table& table_;
  const StoredStudy& study_;
  int year_;
  Choice base_;
};

}  // namespace

Table cost_table(const StoredStudy& study, const Question& question) {
  if (!study.input().price) throw NotInStudy("the study asks for no prices (price: true)");
  need_sample(study);
  need(study, "enforcement_usd");
  const std::vector<int> years = study.years("enforcement_usd");
  const int year =
      std::find(years.begin(), years.end(), question.year) != years.end() ? question.year : years.back();
  Table table;
  CostRows rows(table, study, year);
  table.title = fmt::format("What each policy costs and denies, to the end of {}", year);
  Columns columns(table);
  table.columns.push_back({"what", sim::Align::kLeft, "", "item"});
  columns.text("unit");
  columns.text("scenario");
  columns.estimate("mean", "", "mean");
  columns.estimate(fmt::format("less {}", rows.base().name), "", "difference");
  for (const Item& item : items()) rows.add(item);
  rows.add_per_million();
  table.notes = study.notes();
  table.notes.push_back(fmt::format(
      "Means over runs with 90 % t intervals; less {0}: run by run. Forgone, denied: against the same runs "
      "without any control; by enforcement: against the same controls at enforcement strength 0. Per million "
      "USD: ratios of means with 90 % Fieller intervals; under \"less {0}\" what is denied more than by {0} "
      "per million USD spent more, the price of the next step. Sales at list prices.",
      rows.base().name));
  table.notes.emplace_back(kSoldElsewhere);
  return table;
}

}  // namespace tools
