// Labs: inputs, parameters and columns (labs.h says what they do).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/compute/distillation_state.h"
#include "models/compute/multipliers_state.h"
#include "models/compute/paradigm_state.h"
#include "models/tables.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct LabInput {
  static constexpr const char* kName = "lab";
  sim::Reference place;
  sim::Named<double> compute;
  Habit habit = Habit::kClosed;
  std::optional<sim::Date> from;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("place", place, {.says = "its country", .required = true});
    visit("compute", compute,
          {.says = "shares of the fleets of named buyers that it uses",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("habit", habit, {.says = "how much of what it finds it publishes", .required = true});
    visit("from", from, {.says = "first day it trains; absent: from the start"});
    visit("source", source, {.says = "where its shares come from", .required = true});
    visit("confidence", confidence, {.says = "how sure they are", .required = true});
  }
};

/// When the second stage was found, and by whom.
struct SecondStageInput {
  sim::Date from;
  sim::Reference found_by;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "day it was found", .required = true});
    visit("found_by", found_by, {.says = "lab that found it", .required = true});
    visit("source", source, {.says = "where that is from", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

/// What the share of a lab's compute in its largest run is measured by.
struct RunSizeInput {
  double reference_h100e = 1;
  std::string source;
  sim::Confidence confidence = sim::Confidence::kEstimate;

  template <class Visit>
  void fields(Visit& visit) {
    visit("reference_h100e", reference_h100e,
          {.says = "compute of a lab whose largest run takes the share run_share of it",
           .unit = "H100e",
           .low = 1,
           .required = true});
    visit("source", source, {.says = "where this comes from", .required = true});
    visit("confidence", confidence, {.says = "how sure that is", .required = true});
  }
};

/// The whole of scenarios/labs.yaml.
struct LabsInput {
  sim::Date reference;
  sim::Series growth_per_year;
  sim::Series price_usd_per_h100e_hour;
  RunSizeInput run_size;
  SecondStageInput second_stage;
  sim::Named<LabInput> named;
  double feedback = 0;
  double near = 4;

  template <class Visit>
  void fields(Visit& visit) {
    visit("reference", reference,
          {.says = "day on which a million dollars buys a score of 20", .required = true});
    visit("growth_per_year", growth_per_year,
          {.says = "by how much multipliers grow in a typical year",
           .unit = "x/year",
           .low = 1,
           .high = 1000,
           .required = true});
    visit(
        "price_usd_per_h100e_hour", price_usd_per_h100e_hour,
        {.says = "what compute costs who trains", .unit = "USD/H100e-hour", .low = 0.001, .required = true});
    visit("run_size", run_size,
          {.says = "how large a part of a lab's compute a run takes", .required = true});
    visit("second_stage", second_stage, {.says = "the second stage of training", .required = true});
    visit("named", named, {.says = "the labs", .required = true});
    visit("feedback", feedback,
          {.says = "what each 100 points of its model add to what a lab finds; 0: off",
           .unit = "x",
           .low = 0,
           .high = 100});
    visit(
        "near", near,
        {.says =
             "a lab is near the frontier when the best model took at most so many times its effective money",
         .unit = "x",
         .low = 1,
         .high = 1000});
  }
};

struct TrainingParameters {
  sim::Parameter run_share;
  sim::Parameter run_share_exponent;
  sim::Parameter answers_value;
  sim::Parameter shortest_run_weeks;
  sim::Parameter longest_run_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("run_share", run_share,
          {.says = "share of its compute that a lab of the reference size gives to its largest training run",
           .unit = "fraction",
           .low = 0.001,
           .high = 1,
           .required = true});
    visit("run_share_exponent", run_share_exponent,
          {.says = "how fast that share falls as a lab's compute grows: with it to minus this power",
           .unit = "1",
           .low = 0,
           .high = 0.95,
           .required = true});
    visit("answers_value", answers_value,
          {.says = "from 2025 that share grows with the best multiplier abroad to this power",
           .unit = "1",
           .low = -2,
           .high = 2,
           .required = true});
    visit("shortest_run_weeks", shortest_run_weeks,
          {.says = "shortest training run", .unit = "weeks", .low = 1, .high = 104, .required = true});
    visit("longest_run_weeks", longest_run_weeks,
          {.says = "longest training run", .unit = "weeks", .low = 1, .high = 104, .required = true});
  }
};

struct CapabilityParameters {
  TrainingParameters training;
  MultiplierParameters multipliers;
  SecondStageParameters second_stage;
  DistillationParameters distillation;

  template <class Visit>
  void fields(Visit& visit) {
    visit("training", training, {.says = "how labs train", .required = true});
    visit("multipliers", multipliers,
          {.says = "how compute multipliers arrive and spread", .required = true});
    visit("second_stage", second_stage,
          {.says = "what the second stage of training gives", .required = true});
    visit("distillation", distillation,
          {.says = "what labs learn from the models of others", .required = true});
  }
};

struct Labs {
  sim::Column<Lab, double> compute;             ///< H100e it uses; looked at every fourth week
  sim::Column<Lab, std::int32_t> second_stage;  ///< first week in which it does the second stage

  template <class Visit>
  void columns(Visit& visit) {
    visit("compute", compute);
    visit("second_stage", second_stage);
  }
};

/// Points of who has no model.
inline constexpr double kNoModel = -1000;

/// Training runs under way, and what came of those before.
struct TrainingRuns {
  sim::Column<Lab, std::int32_t> ends;   ///< week after which the run under way is done
  sim::Column<Lab, double> first_usd;    ///< money so far in its first stage
  sim::Column<Lab, double> second_usd;   ///< and in its second
  sim::Column<Lab, double> points;       ///< of the lab's best model
  sim::Column<Lab, double> largest_usd;  ///< finished
  std::vector<double> best_abroad;       ///< by week: points of the best model outside China
  std::vector<double> best_chinese;      ///< by week: of the best Chinese model
  std::vector<double> knowledge_abroad;  ///< by week: greatest knowledge outside China

  template <class Visit>
  void columns(Visit& visit) {
    visit("ends", ends);
    visit("first_usd", first_usd);
    visit("second_usd", second_usd);
    visit("points", points);
    visit("largest_usd", largest_usd);
    visit("best_abroad", best_abroad);
    visit("best_chinese", best_chinese);
    visit("knowledge_abroad", knowledge_abroad);
  }
};

struct LabColumns {
  Labs labs;

  template <class Visit>
  void columns(Visit& visit) {
    visit("labs", labs);
  }
};

struct LabPriors {
  CapabilityParameters capability;

  template <class Visit>
  void fields(Visit& visit) {
    visit("capability", capability, {.says = "what labs make of chips", .required = true});
  }
};

/// Their places in models/kinds.h: labs, then ideas (multipliers_state.h), then training, which needs both.
struct LabKind {
  using State = LabColumns;
  using Priors = LabPriors;
  static void make(const World& world, State& own);
};

struct TrainingColumns {
  TrainingRuns runs;

  template <class Visit>
  void columns(Visit& visit) {
    visit("runs", runs);
  }
};

struct TrainingKind {
  using State = TrainingColumns;
  static void make(const World& world, State& own);
};

}  // namespace chokepoint
