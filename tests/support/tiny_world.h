// A whole scenario small enough to read: five places, three chips, a handful of agents. Tests of mechanisms
// run it for two years in milliseconds.
//
// By default: money, chips and memory to spare; the ban on the H100 to China is in force from 2023-07-03
// (week 26); no rushes and no variants, no licences, no quota and no headquarters rule unless a test puts their
// regimes into the calendar. Rings have one method each of buying and moving unless a test says
// "mechanisms.methods=true".
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "models/setup.h"
#include "models/week.h"

namespace tiny {

/// Lines of `path=value`, laid over the tiny scenario in their order, as --set would.
using Overrides = std::vector<std::string>;

/// "path=" a dated series that is flat at `value`.
std::string flat(const std::string& path, double value);
/// A calendar of regimes at their own dates, or from a day: {"ban", "licences from 2023-01-02"}. Known:
/// licensing, odds-by-date (of licences case by case: none before 2023-07-03), unsure-odds (0 to 1, anew from
/// 2023-07-03 and 2024-07-01), low-odds (0.3 of them), list (an empty entity list), ban (H100 denied to CN and HK, with that list), licences (H20 to
/// CN case by case), quota, headquarters, gap, october (as ban, but chips with a link below 600 GB/s are
/// free), strict (TPP of 2,000 and more denied), components (memory, dies and half of the growth of Chinese
/// lines stopped), remote (tenants from CN may not rent the H100), notice (of the H20, four weeks), exchange
/// (H100 under licence, a tenth of what stays at home, fee of a quarter), ceilings (a thousand H100 to each
/// country of tier 2), exception (a hundred a year of each buyer are free of it), affiliates (BigCloud is
/// listed), second-list (BigCloud is on a list about the H20 only), hyperscalers (none of them may have the
/// H20), affiliates-rule (and its arm, in the second half of 2023).
std::string calendar(const std::vector<std::string>& regimes);

/// All regimes of the tiny world but october and strict, which never were law.
std::vector<std::string> history();

/// The tiny scenario as it is written: what the reader gets.
struct Written {
  sim::Node root;
  std::vector<sim::Node> regimes;
};
Written written(const Overrides& overrides = {});

/// Reads the tiny scenario through the ordinary reader. Throws sim::BadInput when an override does not fit.
chokepoint::Scenario read(const Overrides& overrides = {});

/// One run at central parameters, with the scenario it stands on.
struct Run {
  chokepoint::Scenario scenario;
  chokepoint::World world;

  explicit Run(const Overrides& overrides = {}, std::uint64_t run = 0);
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  /// Runs this many weeks, checking conservation after each.
  Run& weeks(int count);
  /// Runs all weeks that begin before a day.
  Run& until(const char* day);
  Run& to_end();

  sim::Id<chokepoint::Product> chip(const char* key) const;
  sim::Id<chokepoint::Place> place(const char* code) const;
  sim::Id<chokepoint::Lane> lane(const char* from, const char* to) const;

  /// A figure of the log summed over the weeks that begin in [from, until).
  std::int64_t sum(chokepoint::CountSum chokepoint::WeekLog::*figure, const char* from = "2023-01-01",
                   const char* until = "2030-01-01") const;
  /// Chips of a provenance in China.
  std::int64_t in_china(const char* chip, chokepoint::Provenance provenance) const;
  /// Chips of arms abroad.
  std::int64_t with_arms(const char* chip) const;
};

/// Runs one phase of the week, by its name. Throws std::out_of_range when there is none.
void run_phase(chokepoint::World& world, std::string_view name);
/// The same of several, in this order.
void run_phases(chokepoint::World& world, std::initializer_list<std::string_view> names);

inline constexpr const char* kBanDay = "2023-07-03";

}  // namespace tiny
