#include "models/law/rule_book.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <utility>

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
std::vector<ControlRow> rows_of(const Control& control, const sim::Where& at) {
  std::vector<ControlRow> rows{{"", at}};
  with_role<HasRows>(control, [&](const auto& kind) { rows = kind.rows(); });
  return rows;
}

/// The first row that asks for a licence, or -1.
int row_asking_for_licence(const Control& control) {
  int row = -1;
  with_role<AsksForLicences>(control, [&](const auto& kind) { row = kind.row_asking_for_licence(); });
  return row;
}

std::optional<Opinion> opinion_of(const Control& control, const Trade& trade) {
  std::optional<Opinion> opinion;
  with_role<Judges>(control, [&](const auto& kind) { opinion = kind.rule(trade); });
  return opinion;
}

bool counts(const Control& control, const Trade& trade) {
  bool does = false;
  with_role<Counts>(control, [&](const auto& kind) { does = kind.counts(trade); });
  return does;
}

int index_in(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found != names.end()) return static_cast<int>(found - names.begin());
  names.push_back(name);
  return static_cast<int>(names.size()) - 1;
}

}  // namespace

/// Fills a rule book version by version.
class RuleBookBuilder {
 public:
  RuleBookBuilder(RuleBook& book, std::span<const Regime> known, const Catalogue& catalogue,
                  const PlaceNetwork& network, sim::Problems& problems)
      : book_(book),
        known_(known),
        names_{catalogue, network, {}, book.namings_, problems},
        problems_(problems) {}

  void add(const WrittenVersion& written) {
    LawVersion& version = book_.versions_.emplace_back();
    version.first = written.first;
    version.regimes = written.regimes;
    for (const WrittenControl& control : written.controls) version.controls.push_back(enter(control));
    resolve(version, written.unread);
    if (written.unread.empty()) check_review(version);
  }

  /// Once all versions are there: what is asked often is found by number.
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
    for (std::size_t at = 0; at < book_.versions_.size(); ++at) {
      const LegalStanding in_force = book_.namings_in(static_cast<int>(at));
      if (std::popcount(in_force) <= kMostNamingsAtOnce) continue;
      problems_.add(place_of(book_.namings_[static_cast<std::size_t>(std::bit_width(in_force) - 1)]),
                    fmt::format("too many lists and rows about certain buyers in force on {}",
                                book_.versions_[at].first.iso()),
                    fmt::format("at most {}", kMostNamingsAtOnce - 1));
      break;
    }
    for (LawVersion& version : book_.versions_) {
      version.quotas.assign(book_.quota_names_.size(), -1);
      for (std::size_t number = 0; number < version.controls.size(); ++number) {
        const ControlInForce& control = version.controls[number];
        const auto quota = std::find(book_.quota_names_.begin(), book_.quota_names_.end(), control.name);
        if (has_role<Counts>(*control.control)) {
          version.quotas[static_cast<std::size_t>(quota - book_.quota_names_.begin())] =
              static_cast<int>(number);
        }
        if (has_role<ReviewsLicences>(*control.control)) version.review = static_cast<int>(number);
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

  ControlInForce enter(const WrittenControl& written) {
    ControlInForce control{written.name, index_in(book_.control_names_, written.name), {}, written.control};
    if (has_role<Counts>(*control.control)) index_in(book_.quota_names_, written.name);
    for (const ControlRow& row : rows_of(*control.control, written.at))
      control.clauses.push_back(clause_index(written.name, row));
    return control;
  }

  /// The same row in two versions is one clause.
  int clause_index(const std::string& control, const ControlRow& row) {
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

  /// Controls as they are written, by name.
  using Written = std::map<std::string, std::shared_ptr<const Control>>;

  /// Items of a control that is written as it was before stay.
  void define_items(const Written& defining) {
    const auto is_as_it_was = [&](const std::string& name) {
      const auto was = defining_.find(name);
      const auto now = defining.find(name);
      return was != defining_.end() && now != defining.end() && was->second == now->second;
    };
    std::erase_if(names_.items, [&](const auto& item) {
      return !is_as_it_was(item.first.substr(0, item.first.find('/')));
    });
    for (const auto& [name, control] : defining) {
      if (is_as_it_was(name)) continue;
      with_role<DefinesItems>(*control,
                              [&, &owner = name](const auto& kind) { kind.define_items(names_, owner); });
    }
  }

  /// What a control that is written alike means is the same as long as its items are.
  void resolve(LawVersion& version, const std::vector<std::string>& unread) {
    Written defining;
    for (const ControlInForce& control : version.controls)
      if (has_role<DefinesItems>(*control.control)) defining.emplace(control.name, control.control);
    if (defining != defining_ || unread != names_.unread) {
      define_items(defining);
      names_.unread = unread;
      defining_ = std::move(defining);
      resolved_.clear();
    }
    for (ControlInForce& control : version.controls) {
      auto& [as_written, resolved] = resolved_[control.name];
      if (as_written != control.control) {
        as_written = control.control;
        Control fresh = *control.control;
        std::visit([&](auto& kind) { kind.resolve(names_, control.name); }, fresh);
        with_role<ListsFirms>(fresh, [&](const auto& list) { book_.lists_ |= list.naming; });
        resolved = std::make_shared<const Control>(std::move(fresh));
      }
      control.control = resolved;
    }
  }

  void check_review(const LawVersion& version) {
    const auto reviews = [](const ControlInForce& control) {
      return has_role<ReviewsLicences>(*control.control);
    };
    const auto count = std::count_if(version.controls.begin(), version.controls.end(), reviews);
    for (const ControlInForce& control : version.controls) {
      const int asking = row_asking_for_licence(*control.control);
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
  /// Each control as it was last written, and that with the names in it resolved.
  std::map<std::string, std::pair<std::shared_ptr<const Control>, std::shared_ptr<const Control>>> resolved_;
  std::span<const Regime> known_;
  Names names_;
  Written defining_;  ///< whose items the names have
  sim::Problems& problems_;
};

RuleBook build_rule_book(const WrittenLaw& law, std::span<const Regime> known, const Catalogue& catalogue,
                         const PlaceNetwork& network, sim::Problems& problems) {
  RuleBook book;
  RuleBookBuilder builder(book, known, catalogue, network, problems);
  for (const WrittenVersion& version : law) builder.add(version);
  builder.index();
  return book;
}

RuleBook build_rule_book(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                         const Catalogue& catalogue, const PlaceNetwork& network, sim::Problems& problems) {
  return build_rule_book(read_law(known, calendar, problems), known, catalogue, network, problems);
}

int RuleBook::version_of(sim::Date day) const {
  int version = 0;
  while (version + 1 < static_cast<int>(versions_.size()) &&
         versions_[static_cast<std::size_t>(version) + 1].first <= day)
    ++version;
  return version;
}

Ruling RuleBook::rule(int version, const Trade& trade) const {
  Ruling strictest;
  int on_paper = -1;  // what denies it and nobody is held to
  int delay_days = 0;
  double fee = 0;
  for (const ControlInForce& control : versions_[static_cast<std::size_t>(version)].controls) {
    const std::optional<Opinion> opinion = opinion_of(*control.control, trade);
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
    const Quota* counted = quota(version, static_cast<int>(number));
    if (counted != nullptr && counted->counts(trade)) strictest.quotas |= std::uint32_t{1} << number;
  }
  return strictest;
}

std::vector<Explained> RuleBook::explain(int version, const Trade& trade) const {
  std::vector<Explained> all;
  for (const ControlInForce& control : versions_[static_cast<std::size_t>(version)].controls) {
    Explained said;
    said.control = control.name;
    said.kind = std::visit([](const auto& kind) { return std::string_view(kind.kKind); }, *control.control);
    const std::optional<Opinion> opinion = opinion_of(*control.control, trade);
    if (opinion) {
      said.ruling = opinion->ruling;
      said.remark = opinion->remark;
    } else if (counts(*control.control, trade)) {
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

const Quota* RuleBook::quota(int version, int index) const {
  const LawVersion& in_force = versions_[static_cast<std::size_t>(version)];
  const int number = in_force.quotas[static_cast<std::size_t>(index)];
  const Quota* found = nullptr;
  if (number >= 0)
    with_role<Counts>(*in_force.controls[static_cast<std::size_t>(number)].control,
                      [&](const Quota& quota) { found = &quota; });
  return found;
}

const LicenceReview* RuleBook::review(int version) const {
  const LawVersion& in_force = versions_[static_cast<std::size_t>(version)];
  const LicenceReview* found = nullptr;
  if (in_force.review >= 0)
    with_role<ReviewsLicences>(*in_force.controls[static_cast<std::size_t>(in_force.review)].control,
                               [&](const LicenceReview& review) { found = &review; });
  return found;
}

template <class Role, class Fn>
void RuleBook::for_each(int version, Fn&& fn) const {
  for (const ControlInForce& control : versions_[static_cast<std::size_t>(version)].controls)
    with_role<Role>(*control.control, [&](const auto& kind) { fn(control, kind); });
}

std::vector<RuleBook::Listing> RuleBook::listings(int version, std::string_view buyer) const {
  std::vector<Listing> found;
  for_each<ListsFirms>(version, [&](const ControlInForce& control, const auto& list) {
    if (const auto* entry = list.find(buyer); entry != nullptr) found.push_back({control.name, entry});
  });
  return found;
}

bool RuleBook::has_list(int version) const {
  bool has = false;
  for_each<ListsFirms>(version, [&](const ControlInForce&, const auto&) { has = true; });
  return has;
}

LegalStanding RuleBook::standing(int version, const BuyerIdentity& buyer) const {
  LegalStanding all = 0;
  for_each<NamesBuyers>(version,
                        [&](const ControlInForce&, const auto& kind) { all |= kind.standing(buyer); });
  return all;
}

LegalStanding RuleBook::affiliate_standing(int version, std::string_view owner) const {
  LegalStanding all = 0;
  for_each<ListsFirms>(version, [&](const ControlInForce&, const auto& list) {
    if (list.means_affiliates()) all |= list.standing({owner, {}});
  });
  return all;
}

bool RuleBook::affiliates_rule(int version) const {
  bool any = false;
  for_each<ListsFirms>(
      version, [&](const ControlInForce&, const auto& list) { any = any || list.means_affiliates(); });
  return any;
}

LegalStanding RuleBook::namings_in(int version) const {
  LegalStanding all = 0;
  for_each<NamesBuyers>(version, [&](const ControlInForce&, const auto& kind) { all |= kind.namings(); });
  return all;
}

const ComponentControl* RuleBook::component(int version, Component component, Id<Place> to) const {
  const ComponentControl* strictest = nullptr;
  for_each<StopsComponents>(version, [&](const ControlInForce&, const ComponentControl& held) {
    if (!held.holds_back(component, to)) return;
    if (strictest == nullptr || held.stops.value > strictest->stops.value) strictest = &held;
  });
  return strictest;
}

Ruling RuleBook::remote_access(int version, Id<Product> product, Id<Place> site, Id<Place> tenant_hq,
                               bool listed) const {
  Ruling strictest;
  for_each<RulesTenancies>(version, [&](const ControlInForce& control, const auto& renting) {
    const auto opinion = renting.rule_on({product, site, tenant_hq, listed});
    if (!opinion || !stricter(opinion->ruling, strictest)) return;
    strictest = opinion->ruling;
    strictest.control = control.number;
    strictest.clause = control.clauses.front();
  });
  return strictest;
}

bool RuleBook::rules_tenancies(int version) const {
  bool does = false;
  for_each<RulesTenancies>(version, [&](const ControlInForce&, const auto&) { does = true; });
  return does;
}

bool RuleBook::location_verified(int version, Id<Product> product) const {
  bool is_bound = false;
  for_each<VerifiesLocation>(
      version, [&](const ControlInForce&, const auto& kind) { is_bound = is_bound || kind.binds(product); });
  return is_bound;
}

}  // namespace chokepoint
