// The rule book: what the controls of a calendar say of any trade on any day.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/law/control_kinds.h"
#include "models/law/regimes.h"
#include "models/law/written_law.h"

namespace chokepoint {

/// A row of a control: what a ruling can cite.
struct Clause {
  std::string control;
  std::string row;     ///< "" when the control has no rows
  sim::Where at;       ///< where the row is written
  std::string regime;  ///< the regime that wrote it
  std::string title;   ///< of that regime
};

/// One control of a version.
struct ControlInForce {
  std::string name;
  int number = 0;                          ///< index into RuleBook::controls
  std::vector<int> clauses;                ///< for each of its rows, the index for RuleBook::clause
  std::shared_ptr<const Control> control;  ///< one for all versions in a row that say the same
};

/// A span of days with one rule book.
struct LawVersion {
  sim::Date first;
  std::vector<std::string> regimes;      ///< names of those in force
  std::vector<ControlInForce> controls;  ///< in the order that settles ties
  std::vector<int> quotas;               ///< by number of RuleBook::quotas: its control; -1 when not in force
  int review = -1;                       ///< the control on reviews; -1: none
};

/// What one control says of a trade.
struct Explained {
  std::string control;
  std::string kind;
  Ruling ruling;
  std::string remark;
};

class RuleBook {
 public:
  /// Controls frozen for each version, in order of date; the first begins before any regime.
  std::span<const LawVersion> versions() const { return versions_; }
  int version_of(sim::Date day) const;

  /// The strictest ruling of all controls; of equals, that of the control listed first. Unless it is denied, with the
  /// longest delay and the highest fee that any control asks, and every quota that counts the trade. All ids of the
  /// trade must be set. Knows no cache: see RulingTable.
  Ruling rule(int version, const Trade& trade) const;
  /// What every control that speaks says of a trade, in the order of the controls.
  std::vector<Explained> explain(int version, const Trade& trade) const;

  const Clause& clause(int index) const { return clauses_[static_cast<std::size_t>(index)]; }
  std::size_t clauses() const { return clauses_.size(); }
  /// Names of all controls of the calendar; Ruling::control indexes them.
  std::span<const std::string> controls() const { return control_names_; }
  /// Names of all quotas of the calendar, at most 32; a bit of Ruling::quotas each, in every version.
  std::span<const std::string> quotas() const { return quota_names_; }
  /// The quota of that index as it stands in a version; null when it is not in force.
  const Quota* quota(int version, int index) const;
  /// How applications fare; null when no licence_review is in force, and then nothing needs a licence.
  const LicenceReview* review(int version) const;
  /// Who names buyers: lists by their control, rows as control/row; a bit of LegalStanding each, in every version. The first
  /// stands for those whom the authority lists during a run.
  std::span<const std::string> namings() const { return namings_; }
  /// What names a buyer in a version, but for the authority in a run.
  LegalStanding standing(int version, const BuyerIdentity& buyer) const;
  /// What names a firm that a buyer owns, such as its arm abroad: the lists that mean affiliates as well.
  LegalStanding affiliate_standing(int version, std::string_view owner) const;
  /// Whether a list of that version means what listed firms own as well, such as their arms abroad.
  bool affiliates_rule(int version) const;
  /// The bits of all lists of entities, and of those whom the authority lists during a run.
  LegalStanding lists() const { return lists_; }
  /// The namings that say something in a version.
  LegalStanding namings_in(int version) const;
  /// The entries of a listed buyer with the lists they stand on, in the order of the rule book.
  struct Listing {
    std::string list;
    const sim::Named<ListedEntity>::Entry* entry = nullptr;
  };
  std::vector<Listing> listings(int version, std::string_view buyer) const;
  /// Whether any list is in force.
  bool has_list(int version) const;

  /// The control that stops most of a component on its way to a place, by the central values; null when none does.
  /// How much it stops is a parameter: a run draws `stops` by quantile.
  const ComponentControl* component(int version, Component component, sim::Id<Place> to) const;
  /// What is said of using chips from afar: the strictest of the controls on renting. Free when there is none.
  Ruling remote_access(int version, sim::Id<Product> product, sim::Id<Place> site, sim::Id<Place> tenant_hq,
                       bool listed) const;
  /// Whether a version has a control on renting.
  bool rules_tenancies(int version) const;
  /// Whether chips sold in a version must be able to say where they are.
  bool location_verified(int version, sim::Id<Product> product) const;

 private:
  friend class RuleBookBuilder;
  /// Calls fn(control, kind) for every control of a version whose kind has a role.
  template <class Role, class Fn>
  void for_each(int version, Fn&& fn) const;

  std::vector<LawVersion> versions_;
  std::vector<Clause> clauses_;
  std::vector<std::string> control_names_;
  std::vector<std::string> quota_names_;
  std::vector<std::string> namings_{"listed during the run"};
  LegalStanding lists_ = kListedInRun;
};

/// Resolves every name of a law against the catalogue and the places. Adds all problems: unknown chips, places, groups,
/// items, rows, and rows that need a licence while no licence_review is in force. `known` says which regime wrote what.
RuleBook build_rule_book(const WrittenLaw& law, std::span<const Regime> known, const Catalogue& catalogue,
                         const PlaceNetwork& network, sim::Problems& problems);
/// Of a calendar, with the problems of read_law().
RuleBook build_rule_book(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                         const Catalogue& catalogue, const PlaceNetwork& network, sim::Problems& problems);

}  // namespace chokepoint
