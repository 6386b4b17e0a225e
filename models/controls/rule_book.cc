#include "models/controls/rule_book.h"

#include <algorithm>
#include <bit>
#include <limits>

#include <fmt/format.h>

namespace chokepoint {
namespace {

using sim::Id;

/// Namings are bits of one word, and rulings are laid out for each mix of those in force at once.
constexpr std::size_t kMostNamings = std::numeric_limits<LegalStanding>::digits;
constexpr int kMostNamingsAtOnce = 8;

/// Quotas are bits of one word.
constexpr std::size_t kMostQuotas = 32;

/// The rows of a control that a ruling can cite: its own name and place when it has no rows.
struct Row {
  std::string name;
  sim::Where at;
};

std::vector<Row> rows_of(const Control& control, const sim::Where& at) {
  std::vector<Row> rows;
  if (const auto* threshold = std::get_if<PerformanceThreshold>(&control)) {
    for (const auto& row : threshold->verdicts) rows.push_back({row.name, row.at});
  } else {
    rows.push_back({"", at});
  }
  return rows;
}

/// The first row that asks for a licence, or -1.
int row_asking_for_licence(const Control& control) {
  const auto asks = [](const Outcome& outcome) { return outcome.verdict == Verdict::kLicence; };
  if (const auto* threshold = std::get_if<PerformanceThreshold>(&control)) {
    const auto& rows = threshold->verdicts.entries;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return asks(row.value.outcome); });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
  }
  if (const auto* rule = std::get_if<HeadquartersRule>(&control)) return asks(rule->outcome) ? 0 : -1;
  if (const auto* list = std::get_if<EntityList>(&control)) return asks(list->outcome) ? 0 : -1;
  if (const auto* renting = std::get_if<RemoteAccess>(&control)) return asks(renting->outcome) ? 0 : -1;
  return -1;
}

int index_in(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  names.push_back(name);
  return static_cast<int>(names.size()) - 1;
}

std::string_view kind_of(const Control& control) {
  return std::visit([](const auto& kind) { return std::string_view(kind.kKind); }, control);
}

template <class... Kinds>
bool is_a_kind(const std::variant<Kinds...>*, std::string_view name) {
  return ((name == Kinds::kKind) || ...);
}

}  // namespace

/// Fills a rule book era by era.
class RuleBookBuilder {
 public:
  RuleBookBuilder(RuleBook& book, std::span<const Regime> known, const Catalogue& catalogue,
                  const PlaceNetwork& network, sim::Problems& problems)
      : book_(book), known_(known), catalogue_(catalogue), network_(network), problems_(problems) {}

  void add(const FoldedEra& folded) {
    Era& era = book_.eras_.emplace_back();
    era.first = folded.first;
    for (const Regime* regime : folded.regimes) era.regimes.push_back(regime->regime);
    std::vector<std::string> unread;
    for (const sim::Node::Entry& entry : folded.controls.entries) {
      if (!read_control(entry, era)) unread.push_back(entry.key);
    }
    resolve(era, unread);
    if (unread.empty()) check_review(era);
  }

  /// Once all eras are there: what is asked often is found by number.
  void index() {
    if (book_.quota_names_.size() > kMostQuotas) {
      problems_.add(place_of(book_.quota_names_[kMostQuotas]), "too many quotas in one calendar",
                    fmt::format("at most {}", kMostQuotas));
    }
    if (book_.namings_.size() > kMostNamings) {
      problems_.add(place_of(book_.namings_[kMostNamings]),
                    "too many lists and rows about certain buyers in one calendar",
                    fmt::format("at most {}", kMostNamings - 1));
    }
    for (std::size_t at = 0; at < book_.eras_.size(); ++at) {
      const LegalStanding in_force = book_.namings_in(static_cast<int>(at));
      if (std::popcount(in_force) <= kMostNamingsAtOnce) continue;
      problems_.add(place_of(book_.namings_[static_cast<std::size_t>(std::bit_width(in_force) - 1)]),
                    fmt::format("too many lists and rows about certain buyers in force on {}",
                                book_.eras_[at].first.iso()),
                    fmt::format("at most {}", kMostNamingsAtOnce - 1));
      break;
    }
    for (Era& era : book_.eras_) {
      era.quotas.assign(book_.quota_names_.size(), -1);
      for (std::size_t number = 0; number < era.controls.size(); ++number) {
        const ControlInForce& control = era.controls[number];
        const auto quota = std::find(book_.quota_names_.begin(), book_.quota_names_.end(), control.name);
        if (std::holds_alternative<Quota>(control.control)) {
          era.quotas[static_cast<std::size_t>(quota - book_.quota_names_.begin())] = static_cast<int>(number);
        }
        if (std::holds_alternative<LicenceReview>(control.control)) era.review = static_cast<int>(number);
      }
    }
  }

 private:
  /// Where a control, or control/row, is written.
  sim::Where place_of(const std::string& name) const {
    const auto named = [&](const Clause& one) {
      return name == one.control || name == fmt::format("{}/{}", one.control, one.row);
    };
    return std::find_if(book_.clauses_.begin(), book_.clauses_.end(), named)->at;
  }

  /// False when it is of no known kind.
  bool read_control(const sim::Node::Entry& entry, Era& era) {
    if (entry.value.is_null()) return true;
    ControlInForce control;
    control.name = entry.key;
    sim::read(entry.value, control.control, fmt::format("control '{}'", entry.key), problems_);
    const sim::Node* kind = entry.value.find("kind");
    if (kind == nullptr || !is_a_kind(&control.control, kind->text)) return false;
    control.number = index_in(book_.control_names_, entry.key);
    if (std::holds_alternative<Quota>(control.control)) index_in(book_.quota_names_, entry.key);
    for (const Row& row : rows_of(control.control, entry.key_at)) {
      control.clauses.push_back(clause_index(entry.key, row));
    }
    era.controls.push_back(std::move(control));
    return true;
  }

  /// The same row in two eras is one clause.
  int clause_index(const std::string& control, const Row& row) {
    for (std::size_t index = 0; index < book_.clauses_.size(); ++index) {
      const Clause& known = book_.clauses_[index];
      const bool same_place = known.at.text == row.at.text && known.at.line == row.at.line;
      if (known.control == control && known.row == row.name && same_place) return static_cast<int>(index);
    }
    Clause clause{control, row.name, row.at, "", ""};
    for (const Regime& regime : known_) {
      if (regime.at.text != row.at.text) continue;
      clause.regime = regime.regime;
      clause.title = regime.title;
    }
    book_.clauses_.push_back(std::move(clause));
    return static_cast<int>(book_.clauses_.size()) - 1;
  }

  void resolve(Era& era, const std::vector<std::string>& unread) {
    Names names{catalogue_, network_, {}, book_.namings_, problems_, unread};
    for (const ControlInForce& control : era.controls) {
      const auto* threshold = std::get_if<PerformanceThreshold>(&control.control);
      if (threshold == nullptr) continue;
      for (const auto& item : threshold->items) {
        sim::Column<Product, Truth> holds;
        for (const Chip& chip : catalogue_.chip) holds.push_back(item.value.holds(chip));
        names.items[fmt::format("{}/{}", control.name, item.name)] = std::move(holds);
      }
    }
    for (ControlInForce& control : era.controls) {
      std::visit([&](auto& kind) { kind.resolve(names, control.name); }, control.control);
      if (const auto* list = std::get_if<EntityList>(&control.control)) book_.lists_ |= list->naming;
    }
  }

  void check_review(const Era& era) {
    const auto reviews = [](const ControlInForce& control) {
      return std::holds_alternative<LicenceReview>(control.control);
    };
    const auto count = std::count_if(era.controls.begin(), era.controls.end(), reviews);
    for (const ControlInForce& control : era.controls) {
      const int asking = row_asking_for_licence(control.control);
      if (count > 1 && reviews(control)) {
        problems_.add(book_.clause(control.clauses.front()).at,
                      fmt::format("a second licence_review '{}'", control.name), "amend the first instead");
      } else if (count == 0 && asking >= 0) {
        problems_.add(
            book_.clause(control.clauses[static_cast<std::size_t>(asking)]).at,
            fmt::format("control '{}' asks for licences, but no licence_review is in force", control.name),
            "extend a regime that has one");
      }
    }
  }

  RuleBook& book_;
  std::span<const Regime> known_;
  const Catalogue& catalogue_;
  const PlaceNetwork& network_;
  sim::Problems& problems_;
};

RuleBook build_rule_book(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                         const Catalogue& catalogue, const PlaceNetwork& network, sim::Problems& problems) {
  RuleBook book;
  RuleBookBuilder builder(book, known, catalogue, network, problems);
  for (const FoldedEra& era : fold(known, calendar, problems)) builder.add(era);
  builder.index();
  return book;
}

int RuleBook::era_of(sim::Date day) const {
  int era = 0;
  while (era + 1 < static_cast<int>(eras_.size()) && eras_[static_cast<std::size_t>(era) + 1].first <= day)
    ++era;
  return era;
}

Ruling RuleBook::rule(int era, const Trade& trade) const {
  Ruling strictest;
  int on_paper = -1;  // what denies it and nobody is held to
  int delay_days = 0;
  double fee = 0;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    const auto opinion = std::visit([&](const auto& kind) { return kind.rule(trade); }, control.control);
    if (!opinion) continue;
    if (!opinion->enforced) {
      if (on_paper < 0 && opinion->ruling.verdict == Verdict::kDenied)
        on_paper = control.clauses[static_cast<std::size_t>(opinion->row)];
      continue;
    }
    delay_days = std::max(delay_days, opinion->ruling.delay_days);
    fee = std::max(fee, opinion->ruling.fee);
    if (!stricter(opinion->ruling, strictest)) continue;
    strictest = opinion->ruling;
    strictest.control = control.number;
    strictest.clause = control.clauses[static_cast<std::size_t>(opinion->row)];
  }
  if (strictest.verdict == Verdict::kDenied) return strictest;
  strictest.on_paper = on_paper;
  // What one control asks is not forgiven because another one is stricter.
  strictest.delay_days = delay_days;
  strictest.fee = fee;
  for (std::size_t number = 0; number < quota_names_.size(); ++number) {
    const Quota* counted = quota(era, static_cast<int>(number));
    if (counted != nullptr && counted->counts(trade)) strictest.quotas |= std::uint32_t{1} << number;
  }
  return strictest;
}

std::vector<Explained> RuleBook::explain(int era, const Trade& trade) const {
  std::vector<Explained> all;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    Explained said;
    said.control = control.name;
    said.kind = kind_of(control.control);
    const auto opinion = std::visit([&](const auto& kind) { return kind.rule(trade); }, control.control);
    const auto* counted = std::get_if<Quota>(&control.control);
    if (opinion) {
      said.ruling = opinion->ruling;
      said.remark = opinion->remark;
    } else if (counted != nullptr && counted->counts(trade)) {
      said.remark = "a ceiling that counts it, if it is let through";
    } else {
      continue;
    }
    said.ruling.control = control.number;
    said.ruling.clause = control.clauses[static_cast<std::size_t>(opinion ? opinion->row : 0)];
    all.push_back(std::move(said));
  }
  return all;
}

const Quota* RuleBook::quota(int era, int index) const {
  const Era& in_force = eras_[static_cast<std::size_t>(era)];
  const int number = in_force.quotas[static_cast<std::size_t>(index)];
  return number < 0 ? nullptr
                    : std::get_if<Quota>(&in_force.controls[static_cast<std::size_t>(number)].control);
}

const LicenceReview* RuleBook::review(int era) const {
  const Era& in_force = eras_[static_cast<std::size_t>(era)];
  if (in_force.review < 0) return nullptr;
  return std::get_if<LicenceReview>(&in_force.controls[static_cast<std::size_t>(in_force.review)].control);
}

std::vector<RuleBook::Listing> RuleBook::listings(int era, std::string_view buyer) const {
  std::vector<Listing> found;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    const auto* list = std::get_if<EntityList>(&control.control);
    const auto* entry = list == nullptr ? nullptr : list->find(buyer);
    if (entry != nullptr) found.push_back({control.name, entry});
  }
  return found;
}

LegalStanding RuleBook::standing(int era, const BuyerIdentity& buyer) const {
  LegalStanding all = 0;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    all |= std::visit(
        [&](const auto& kind) {
          if constexpr (requires { kind.standing(buyer); })
            return kind.standing(buyer);
          else
            return LegalStanding{0};
        },
        control.control);
  }
  return all;
}

LegalStanding RuleBook::affiliate_standing(int era, std::string_view owner) const {
  LegalStanding all = 0;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    const auto* list = std::get_if<EntityList>(&control.control);
    if (list != nullptr && list->affiliates) all |= list->standing({owner, {}});
  }
  return all;
}

bool RuleBook::affiliates_rule(int era) const {
  const auto& controls = eras_[static_cast<std::size_t>(era)].controls;
  return std::any_of(controls.begin(), controls.end(), [](const ControlInForce& control) {
    const auto* list = std::get_if<EntityList>(&control.control);
    return list != nullptr && list->affiliates.has_value();
  });
}

LegalStanding RuleBook::namings_in(int era) const {
  LegalStanding all = 0;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    if (const auto* list = std::get_if<EntityList>(&control.control))
      all |= list->naming | (list->open ? kListedInRun : 0);
    if (const auto* rule = std::get_if<HeadquartersRule>(&control.control)) all |= rule->who.naming;
    if (const auto* quota = std::get_if<Quota>(&control.control)) all |= quota->who.naming;
    if (const auto* threshold = std::get_if<PerformanceThreshold>(&control.control)) {
      for (const auto& row : threshold->verdicts) all |= row.value.who.naming;
    }
  }
  return all;
}

const ComponentControl* RuleBook::component(int era, Component component, Id<Place> to) const {
  const ComponentControl* strictest = nullptr;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    const auto* held = std::get_if<ComponentControl>(&control.control);
    if (held == nullptr || held->component != component || !held->to_set.test(to.index())) continue;
    if (strictest == nullptr || held->stops.value > strictest->stops.value) strictest = held;
  }
  return strictest;
}

Ruling RuleBook::remote_access(int era, Id<Product> product, Id<Place> site, Id<Place> tenant_hq,
                               bool listed) const {
  Ruling strictest;
  for (const ControlInForce& control : eras_[static_cast<std::size_t>(era)].controls) {
    const auto* renting = std::get_if<RemoteAccess>(&control.control);
    if (renting == nullptr) continue;
    const auto opinion = renting->rule_on({product, site, tenant_hq, listed});
    if (!opinion || !stricter(opinion->ruling, strictest)) continue;
    strictest = opinion->ruling;
    strictest.control = control.number;
    strictest.clause = control.clauses.front();
  }
  return strictest;
}

bool RuleBook::location_verified(int era, Id<Product> product) const {
  const std::vector<ControlInForce>& controls = eras_[static_cast<std::size_t>(era)].controls;
  return std::any_of(controls.begin(), controls.end(), [&](const ControlInForce& control) {
    const auto* security = std::get_if<ChipSecurity>(&control.control);
    return security != nullptr && security->binds(product);
  });
}

}  // namespace chokepoint
