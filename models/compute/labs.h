// Labs train models. A lab uses a share of its owners' fleets; one training run follows another, and a run gets a
// share of what the lab uses, so money follows chips: a better multiplier makes a better model, not a cheaper one.
//
//   compute of a lab   = sum over its owners of share x (chips they have in China and abroad, H100e)
//   money of a run    += compute x run_share x 168 h x price of an H100e-hour            a week
//   length of a run    ~ U(shortest_run_weeks, longest_run_weeks)
//   points of a model  = 20 + 20 log10(first-stage money x multiplier / $1M) + second-stage points
//
// The price falls as chips get better for their price; the growth of multipliers contains that fall, so nothing is
// counted twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/compute/multipliers.h"
#include "models/compute/paradigm.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;
struct Lab;

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

/// The whole of scenarios/labs.yaml.
struct LabsInput {
  sim::Date reference;
  sim::Series growth_per_year;
  sim::Series price_usd_per_h100e_hour;
  SecondStageInput second_stage;
  sim::Named<LabInput> named;
  double feedback = 0;

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
    visit("second_stage", second_stage, {.says = "the second stage of training", .required = true});
    visit("named", named, {.says = "the labs", .required = true});
    visit("feedback", feedback,
          {.says = "what a model that scores 100 adds to the speed at which its lab finds more; 0: off",
           .unit = "x",
           .low = 0,
           .high = 100});
  }
};

struct TrainingParameters {
  sim::Uncertain run_share;
  sim::Uncertain shortest_run_weeks;
  sim::Uncertain longest_run_weeks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("run_share", run_share,
          {.says = "share of the compute it uses that a lab gives to its largest training run",
           .unit = "fraction",
           .low = 0.001,
           .high = 1,
           .required = true});
    visit("shortest_run_weeks", shortest_run_weeks,
          {.says = "shortest training run", .unit = "weeks", .low = 1, .high = 104, .required = true});
    visit("longest_run_weeks", longest_run_weeks,
          {.says = "longest training run", .unit = "weeks", .low = 1, .high = 104, .required = true});
  }
};

struct MilitaryParameters {
  sim::Uncertain us;
  sim::Uncertain china;

  template <class Visit>
  void fields(Visit& visit) {
    visit("us", us,
          {.says = "share of the chips in the United States in military use",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("china", china,
          {.says = "share of the chips in China in military use",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
  }
};

struct CapabilityParameters {
  TrainingParameters training;
  MultiplierParameters multipliers;
  SecondStageParameters second_stage;
  MilitaryParameters military;

  template <class Visit>
  void fields(Visit& visit) {
    visit("training", training, {.says = "how labs train", .required = true});
    visit("multipliers", multipliers,
          {.says = "how compute multipliers arrive and spread", .required = true});
    visit("second_stage", second_stage,
          {.says = "what the second stage of training gives", .required = true});
    visit("military", military, {.says = "military use", .required = true});
  }
};

struct Labs {
  sim::Column<Lab, double> compute;             ///< H100e it uses; looked at every fourth week
  sim::Column<Lab, double> knowledge;           ///< natural logarithm of its compute multiplier
  sim::Column<Lab, std::int32_t> second_stage;  ///< first week in which it does the second stage
  sim::Column<Lab, std::int32_t> run_ends;      ///< week after which the run under way is done
  sim::Column<Lab, double> run_usd;             ///< money so far in its first stage
  sim::Column<Lab, double> run_second_usd;      ///< and in its second
  sim::Column<Lab, double> points;              ///< of its best model
  sim::Column<Lab, double> largest_run_usd;     ///< finished
  std::vector<Discovery> discoveries;           ///< all that were found, in order
  std::vector<News> news;                       ///< on their way
  std::vector<double> best_abroad;              ///< by week: points of the best model outside China
  std::vector<double> best_chinese;             ///< by week: of the best Chinese model
  std::vector<double> knowledge_abroad;         ///< by week: greatest knowledge outside China

  template <class Visit>
  void columns(Visit& visit) {
    visit("compute", compute);
    visit("knowledge", knowledge);
    visit("second_stage", second_stage);
    visit("run_ends", run_ends);
    visit("run_usd", run_usd);
    visit("run_second_usd", run_second_usd);
    visit("points", points);
    visit("largest_run_usd", largest_run_usd);
    visit("discoveries", discoveries);
    visit("news", news);
    visit("best_abroad", best_abroad);
    visit("best_chinese", best_chinese);
    visit("knowledge_abroad", knowledge_abroad);
  }
};

/// Points of who has no model.
inline constexpr double kNoModel = -1000;

/// Points of a model from the money of its two stages and the natural logarithm of its lab's multiplier.
double points_of_run(double first_usd, double second_usd, double knowledge,
                     const SecondStageParameters& parameters);

/// Labs of a new world, once its fleets stand: what was found in the two years before travels, and each lab has a
/// model trained on its opening fleet.
void make_labs(World& world);

/// Phase: multipliers arrive and spread, labs train, models come out.
void train(World& world);

}  // namespace chokepoint
