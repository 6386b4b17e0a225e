#include "models/law/variants.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <fmt/format.h>

#include "models/law/made_books.h"
#include "models/physical/designer.h"
#include "models/scenario/scenario_layout.h"
#include "models/trade/channels.h"

namespace chokepoint {
namespace {

using sim::Id;
using sim::ids;

constexpr int kNever = std::numeric_limits<int>::max();

/// A designer's best chip in a version that bars it from China, and the best cut of it that version lets through.
struct Barred {
  Id<Product> base;
  int version = 0;
  std::vector<Id<Product>> cuts;  ///< rows among the cuts, of those let through, the most use first
};

/// A variant that was begun.
struct Variant {
  Id<Product> base;
  Id<Product> cut;
  int week = 0;
  int succeeded_week = kNever;
};

/// Whether a calendar is that of history in another order, which changes no version of it.
bool is_history(const std::vector<CalendarEntry>& calendar, const std::vector<CalendarEntry>& history) {
  return calendar.size() == history.size() &&
         std::all_of(calendar.begin(), calendar.end(), [&](const CalendarEntry& entry) {
           return !entry.from && !entry.until &&
                  std::any_of(history.begin(), history.end(), [&](const CalendarEntry& other) {
                    return other.regime.name == entry.regime.name;
                  });
         });
}

class Workshop {
 public:
  Workshop(Scenario& scenario, const ScenarioInput& input, const std::vector<Regime>& known)
      : scenario_(scenario),
        input_(input),
        known_(known),
        rules_(input.supply.variants),
        inference_(input.parameters.channels.inference_share) {
    sim::Problems problems;
    const std::vector<CalendarEntry> history = calendar_of_history(known);
    is_history_ = is_history(input.calendar, history);
    past_ = is_history_ ? law().rules
                        : made_rule_book(known, history, scenario.catalogue, scenario.places, problems);
    past_is_known_ = problems.empty();
  }

  void add_all() {
    for (const Id<Designer> designer : ids(scenario_.designers)) {
      if (sells_to_china_from_abroad(designer)) list_barred(designer);
    }
    if (barred_.empty()) return;
    cut_barred();
    for (const Id<Designer> designer : ids(scenario_.designers)) {
      if (sells_to_china_from_abroad(designer)) add_variants_of(designer);
    }
    list_simulated(scenario_);
    sim::Problems none;
    scenario_.laws =
        write_laws(known_, input_.calendar, input_.adaptation, scenario_.catalogue, scenario_.places, none);
    lay_out_versions(scenario_.laws, scenario_.calendar);
  }

 private:
  bool sells_to_china_from_abroad(Id<Designer> designer) const {
    const DesignerFacts& facts = scenario_.designers[designer];
    return facts.captive_buyer < 0 && scenario_.packaging_place[facts.packaging] != scenario_.china;
  }

  /// Designers build to the law of the calendar, not to what the authority may close of it.
  const Law& law() const { return scenario_.laws.front(); }

  double use(Id<Product> product) const { return use_of(scenario_.catalogue.chip[product], inference_); }

  double cut_use(Id<Product> cut) const { return use_of(cuts_.chip[cut], inference_); }
  Id<Designer> designer_of(Id<Product> product) const { return scenario_.products[product].designer; }

  /// The ruling on a chip on its way to China, from the kinder of its two origins.
  Ruling to_china(const RuleBook& book, int version, Id<Product> product, Id<Designer> designer) const {
    const auto from = [&](Id<Place> place) {
      return book.rule(version, Trade{product, place, scenario_.china, scenario_.china, false});
    };
    const Ruling home = from(scenario_.us);
    const Ruling house = from(scenario_.packaging_place[scenario_.designers[designer].packaging]);
    return strictness(house) < strictness(home) ? house : home;
  }
  /// A designer counts on what is free: the chips built for China stay under the lines that ask for a notice, too.
  static bool lets_through(const Ruling& ruling) { return ruling.verdict == Verdict::kFree; }
  bool is_open(int version, Id<Product> product) const {
    return may_go(law().rules, version, product, designer_of(product));
  }

  int version(int week) const { return law().version_of_week[static_cast<std::size_t>(week)]; }

  /// Whether what designers really built is no guide: the record is over, or some product fares in China otherwise
  /// than it did in history.
  bool differs_from_history(int week) {
    if (!past_is_known_ || scenario_.calendar.date_of(week) >= rules_.real_until) return true;
    const std::pair<int, int> versions{version(week), past_.version_of(scenario_.calendar.date_of(week))};
    if (is_history_ && versions.first == versions.second) return false;
    const auto [found, is_new] = differs_.try_emplace(versions, false);
    if (!is_new) return found->second;
    found->second =
        std::any_of(scenario_.simulated.begin(), scenario_.simulated.end(), [&](Id<Product> product) {
          const Id<Designer> designer = scenario_.products[product].designer;
          return strictness(to_china(law().rules, versions.first, product, designer)) !=
                 strictness(to_china(past_, versions.second, product, designer));
        });
    return found->second;
  }

  bool market_is_large(int week) const {
    const auto at = static_cast<std::size_t>(week);
    const double china = scenario_.spending_china[at];
    return china > rules_.market_share * (china + scenario_.spending_abroad[at]);
  }

  bool is_on_roadmap(Id<Product> product, int week) const {
    const ProductFacts& facts = scenario_.products[product];
    return week >= facts.volume_week && !facts.roadmap.empty() &&
           facts.roadmap.value[static_cast<std::size_t>(week)] > 0;
  }

  /// What a designer would cut, week by week: its best chip, taken up anew when that is `refresh` times as good or
  /// the old one is gone. No law enters, so calendars that are compared cut the same chips at the same time.
  std::vector<Id<Product>> bases(Id<Designer> designer) const {
    std::vector<Id<Product>> by_week;
    Id<Product> base;
    for (int week = 0; week < scenario_.calendar.weeks; ++week) {
      Id<Product> best;
      for (const Id<Product> product : scenario_.simulated) {
        if (scenario_.products[product].designer != designer || !is_on_roadmap(product, week)) continue;
        if (best.is_none() || use(product) > use(best)) best = product;
      }
      const bool gone = base.is_none() || !is_on_roadmap(base, week);
      if (!best.is_none() && (gone || use(best) >= rules_.refresh * use(base))) base = best;
      by_week.push_back(base);
    }
    return by_week;
  }

  bool would_cut(Id<Product> base, int week) {
    return !base.is_none() && differs_from_history(week) && market_is_large(week) &&
           !is_open(version(week), base);
  }

  void list_barred(Id<Designer> designer) {
    const std::vector<Id<Product>> base = bases(designer);
    for (int week = 0; week < scenario_.calendar.weeks; ++week) {
      const Id<Product> product = base[static_cast<std::size_t>(week)];
      if (would_cut(product, week) && find_barred(product, version(week)) == nullptr)
        barred_.push_back({product, version(week), {}});
    }
  }

  const Barred* find_barred(Id<Product> base, int version) const {
    const auto found = std::find_if(barred_.begin(), barred_.end(),
                                    [&](const Barred& b) { return b.base == base && b.version == version; });
    return found == barred_.end() ? nullptr : &*found;
  }

  /// The cuts of a chip that reach just below the lines of a version: rows of the cuts.
  struct Cuts {
    Id<Product> base;
    Lines lines;
    std::size_t first = 0;
    std::size_t last = 0;
  };

  /// Most versions draw the lines of the one before them, which the same chips stay below.
  Cuts cuts_for(const Barred& barred, const std::vector<Cuts>& made) {
    const LawVersion& of = law().rules.versions()[static_cast<std::size_t>(barred.version)];
    Cuts cuts{barred.base, lines_of(of), cuts_.size()};
    const auto same = std::find_if(made.begin(), made.end(), [&](const Cuts& other) {
      return other.base == cuts.base && other.lines == cuts.lines;
    });
    if (same != made.end()) return *same;
    for (Chip& chip : cuts_of(scenario_.catalogue.chip[cuts.base], cuts.lines, rules_.margin)) {
      cuts_.key.push_back(fmt::format("cut {}", cuts_.size()));
      cuts_.chip.push_back(std::move(chip));
    }
    cuts.last = cuts_.size();
    return cuts;
  }

  /// Lays all cuts before the rule book itself, so that every kind of control has its say.
  void cut_barred() {
    cuts_ = scenario_.catalogue;
    std::vector<Cuts> made;
    for (const Barred& barred : barred_) made.push_back(cuts_for(barred, made));
    sim::Problems none;
    law_of_cuts_ = made_rule_book(known_, input_.calendar, cuts_, scenario_.places, none);
    past_of_cuts_ = is_history_
                        ? law_of_cuts_
                        : made_rule_book(known_, calendar_of_history(known_), cuts_, scenario_.places, none);
    for (std::size_t row = 0; row < barred_.size(); ++row) {
      Barred& barred = barred_[row];
      for (std::size_t at = made[row].first; at < made[row].last; ++at) {
        const Id<Product> cut(at);
        if (cut_use(cut) > 0 && may_go(law_of_cuts_, barred.version, cut, designer_of(barred.base)))
          barred.cuts.push_back(cut);
      }
      std::stable_sort(barred.cuts.begin(), barred.cuts.end(),
                       [&](Id<Product> a, Id<Product> b) { return cut_use(a) > cut_use(b); });
    }
  }

  /// The real chips of a designer that China may have, by a law, when a variant begun this week would be ready.
  std::vector<Id<Product>> real_chips(Id<Designer> designer, int week, const RuleBook& law,
                                      int version) const {
    const int ready = week + static_cast<int>(std::lround(input_.parameters.designers.lag_weeks));
    std::vector<Id<Product>> real;
    for (const Id<Product> product : scenario_.simulated) {
      const ProductFacts& facts = scenario_.products[product];
      if (facts.designer != designer || ready < facts.volume_week) continue;
      const Id<Product> offered = facts.variant_of.is_none() ? product : facts.variant_of;
      const bool current =
          scenario_.products[offered].roadmap.empty()
              ? !facts.variant_of.is_none()
              : scenario_.products[offered].roadmap.value[static_cast<std::size_t>(week)] > 0;
      if (current && may_go(law, version, product, designer)) real.push_back(product);
    }
    return real;
  }

  bool may_go(const RuleBook& law, int version, Id<Product> product, Id<Designer> designer) const {
    return lets_through(to_china(law, version, product, designer));
  }

  /// The cut of most use that a designer would build. What history's law let through too, and was better in use or in
  /// rate than all the designer then sold to China, it did not build; nor does it here.
  Id<Product> best_cut(const Barred& barred, int week) const {
    const sim::Date day = scenario_.calendar.date_of(week);
    if (!past_is_known_ || day >= rules_.real_until)
      return barred.cuts.empty() ? Id<Product>{} : barred.cuts.front();
    const Id<Designer> designer = designer_of(barred.base);
    const int past = past_.version_of(day);
    const std::vector<Id<Product>> real = real_chips(designer, week, past_, past);
    const auto is_no_better = [&](Id<Product> cut) {
      return std::any_of(real.begin(), real.end(), [&](Id<Product> product) {
        return cut_use(cut) <= use(product) &&
               cuts_.chip[cut].h100e() <= scenario_.catalogue.chip[product].h100e();
      });
    };
    for (const Id<Product> cut : barred.cuts) {
      if (is_no_better(cut) || !may_go(past_of_cuts_, past, cut, designer)) return cut;
    }
    return {};
  }

  void add_variants_of(Id<Designer> designer) {
    std::vector<Variant> variants;
    const std::vector<Id<Product>> base = bases(designer);
    for (int week = 0; week < scenario_.calendar.weeks; ++week) {
      const Id<Product> product = base[static_cast<std::size_t>(week)];
      if (!would_cut(product, week)) continue;
      const Id<Product> cut = best_cut(*find_barred(product, version(week)), week);
      if (cut.is_none()) continue;
      if (!variants.empty()) {
        const Variant& last = variants.back();
        if (may_go(law_of_cuts_, version(week), last.cut, designer) &&
            (last.base == product || cut_use(cut) <= cut_use(last.cut)))
          continue;
      }
      const std::vector<Id<Product>> real = real_chips(designer, week, law().rules, version(week));
      if (std::any_of(real.begin(), real.end(),
                      [&](Id<Product> chip) { return use(chip) >= rules_.good_enough * cut_use(cut); }))
        continue;
      if (!variants.empty()) variants.back().succeeded_week = week;
      variants.push_back({product, cut, week, kNever});
    }
    for (const Variant& variant : variants) add(designer, variant);
  }

  void add(Id<Designer> designer, const Variant& variant) {
    const sim::Date day = scenario_.calendar.date_of(variant.week);
    const std::string stem = fmt::format("{}_variant_{}_", scenario_.designers[designer].name, day.year());
    int number = 1;
    while (!scenario_.catalogue.find(stem + std::to_string(number)).is_none()) ++number;
    Chip chip = cuts_.chip[variant.cut];
    chip.name = fmt::format("{} for China, {}-{}", chip.name, day.year(), number);
    chip.role = ChipRole::kChinaVariant;
    chip.launched = day;
    chip.main = false;
    chip.confidence = sim::Confidence::kEstimate;
    chip.notes = "built by the model under the lines of the day";
    ProductFacts facts = scenario_.products[variant.base];
    const double part = cut_use(variant.cut) / use(variant.base);
    facts.variant_of = variant.base;
    facts.roadmap = {};
    facts.volume_week = variant.week;
    facts.succeeded_week = variant.succeeded_week;
    facts.built = true;
    facts.chip_class = chip.chip_class();
    facts.h100e = scenario_.grain.chips(chip.h100e());
    const Chip& base = scenario_.catalogue.chip[variant.base];
    if (base.power_w && *base.power_w > 0) facts.kilowatts *= *chip.power_w / *base.power_w;
    facts.price_cents = static_cast<std::int64_t>(static_cast<double>(facts.price_cents) *
                                                  std::pow(part, rules_.price_exponent));
    scenario_.catalogue.key.push_back(stem + std::to_string(number));
    scenario_.catalogue.chip.push_back(std::move(chip));
    scenario_.products.push_back(std::move(facts));
    // Software is for the chips that are named, which a variant is not.
    scenario_.enforcement.software_week.push_back(-1);
  }

  Scenario& scenario_;
  const ScenarioInput& input_;
  const std::vector<Regime>& known_;
  const VariantInput& rules_;
  double inference_;         ///< central share of inference
  bool is_history_ = false;  ///< whether the calendar is that of history
  RuleBook past_;
  bool past_is_known_ = false;
  std::map<std::pair<int, int>, bool> differs_;  ///< by version of the scenario and of history
  std::vector<Barred> barred_;
  Catalogue cuts_;  ///< the catalogue, and behind it every cut
  RuleBook law_of_cuts_;
  RuleBook past_of_cuts_;
};

}  // namespace

void add_variants(Scenario& scenario, const ScenarioInput& input, const std::vector<Regime>& known) {
  if (scenario.mechanisms.variants) Workshop(scenario, input, known).add_all();
}

}  // namespace chokepoint
