// Regimes: law as dated differences. A calendar says which are in force when; folding them gives the versions,
// each with the controls of its days.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/law/control_kinds.h"
#include "sim/input/fields.h"

namespace chokepoint {

/// What an authority says of certain chips that sets nothing a run would see.
struct Guidance {
  std::vector<std::string> chips;
  std::string says;

  template <class Visit>
  void fields(Visit& visit) {
    visit("chips", chips, {.says = "the chips it is about, by key; absent: all"});
    visit("says", says, {.says = "what a reader should know", .required = true});
  }
};

/// One regime file.
struct Regime {
  std::string regime;
  std::string title;
  std::optional<sim::Date> announced;
  sim::Date effective;
  std::optional<sim::Date> until;       ///< first day no longer in force
  sim::OneOrMore extends;               ///< what it is a difference to; must be in force as long as it is
  std::vector<sim::Reference> repeals;  ///< what it takes out: "control", "control.verdicts.row", ...
  bool draft = false;                   ///< never was law: in no calendar unless named there
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;
  std::string note;
  std::vector<Guidance> guidance;
  std::string not_known;  ///< what an answer given under it leaves open
  sim::Unread<sim::Named<Control>> controls;
  sim::Where at;
  bool is_sound = true;  ///< filled by the reader; else one of the fields above could not be read

  template <class Visit>
  void fields(Visit& visit) {
    visit("regime", regime,
          {.says = "its name, by which calendars and other regimes know it", .required = true});
    visit("title", title, {.says = "its title, in one line", .required = true});
    visit("announced", announced, {.says = "first day that buyers could know of it"});
    visit("effective", effective, {.says = "first day in force", .required = true});
    visit("until", until, {.says = "first day no longer in force"});
    visit("extends", extends, {.says = "regimes that this one is a difference to"});
    visit("repeals", repeals, {.says = "dotted paths of controls, rows or items that it takes out"});
    visit("draft", draft, {.says = "never was law"});
    visit("source", source, {.says = "where this is from", .required = true});
    visit("confidence", confidence, {.says = "how sure it is", .required = true});
    visit("note", note, {.says = "what a reader should know"});
    visit("guidance", guidance, {.says = "what `rule` says of certain chips beside the verdict"});
    visit("not_known", not_known, {.says = "what was not known when it was written; `rule` says it too"});
    visit("controls", controls, {.says = "what it sets, by control"});
  }
  void check(sim::Checker& checker) const;
};

/// One line of a scenario's calendar.
struct CalendarEntry {
  sim::Reference regime;
  std::optional<sim::Date> from;       ///< instead of the regime's own `effective`
  std::optional<sim::Date> until;      ///< instead of the regime's own `until`
  std::optional<sim::Date> announced;  ///< instead of the regime's own; absent: as long before as in its file
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("regime", regime, {.says = "a regime by name", .required = true});
    visit("from", from, {.says = "first day in force, instead of its own"});
    visit("until", until, {.says = "first day no longer in force, instead of its own"});
    visit("announced", announced, {.says = "first day that buyers could know of it, instead of its own"});
  }
};

/// One difference of a policy to the calendar that it extends.
struct CalendarChange {
  sim::Reference regime;
  bool never = false;
  std::optional<sim::Date> from;   ///< instead of what the calendar says
  std::optional<sim::Date> until;  ///< instead of what the calendar says
  sim::Where at;

  template <class Visit>
  void fields(Visit& visit) {
    visit("regime", regime,
          {.says = "a regime by name; one that is not in the calendar is added", .required = true});
    visit("never", never, {.says = "takes it out"});
    visit("from", from, {.says = "first day in force, instead of what the calendar says"});
    visit("until", until, {.says = "first day no longer in force, instead of what the calendar says"});
  }
};

/// A calendar with the changes made. Problems for taking out what is not in it.
std::vector<CalendarEntry> changed(std::vector<CalendarEntry> calendar,
                                   std::span<const CalendarChange> changes, sim::Problems& problems);

/// The calendar of history: every regime that is not a draft, at its own dates.
std::vector<CalendarEntry> calendar_of_history(std::span<const Regime> known);

/// Reads regime files. Problems for two regimes of one name, and for what is wrong in a control whatever else
/// it will be laid over: unknown fields, wrong values.
std::vector<Regime> read_regimes(std::span<const sim::Node> files, sim::Problems& problems);

/// Whether every file gave the name of its regime: else a name that is not known may be theirs.
bool names_are_known(std::span<const Regime> regimes);
/// Whether every regime could be read but for its controls, so that a calendar of them can be folded.
bool can_be_folded(std::span<const Regime> regimes);

/// What can be said of a calendar while dates or controls are in doubt: problems for names of unknown regimes
/// in it and in `extends`.
void check_regime_names(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                        sim::Problems& problems);

/// A regime at the dates of a calendar.
struct RegimeInForce {
  const Regime* regime = nullptr;
  sim::Date from;
  std::optional<sim::Date> until;
  sim::Where at;  ///< of the calendar's entry, or of what brought it in
};

/// A span of days over which the same regimes are in force.
struct FoldedVersion {
  sim::Date first;
  std::vector<const Regime*> regimes;  ///< in the order they were laid over each other
  sim::Node controls;                  ///< merged; each row keeps its own place
};

/// The versions of the law of a calendar, from the beginning of time, in order; there is always one. What a regime extends
/// comes into the calendar by itself, at its own dates. Problems: unknown regimes, a regime named twice,
/// dates the wrong way round, circular `extends`, an extended regime that is not in force, two unrelated
/// regimes that set the same field on the same day - with these there are no versions, or more would be said than
/// is wrong -, a repeal of what is not there. The regimes must outlive the versions.
std::vector<FoldedVersion> fold(std::span<const Regime> known, std::span<const CalendarEntry> calendar,
                                sim::Problems& problems);

}  // namespace chokepoint
