#include "tools/tables/network.h"

#include <algorithm>

#include <fmt/format.h>

#include "models/scenario/scenario.h"
#include "sim/numeric/constants.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"

namespace tools {
namespace {

using chokepoint::Lane;
using chokepoint::LaneRisk;
using chokepoint::Place;
using chokepoint::SmugglingYear;
using sim::Align;
using sim::Audience;
using sim::Id;
using sim::ids;

/// A number by run as people see it, its median and range for programs: three columns.
void add_spread_columns(sim::Table& table, const std::string& header, const std::string& unit,
                        const std::string& name) {
  table.columns.push_back(
      {header, Align::kRight, unit, name + "_shown", Audience::kPeople, sim::Behind::kRange});
  table.columns.push_back({header + " median", Align::kRight, unit, name, Audience::kPrograms});
  table.columns.push_back({header + " 5 %", Align::kRight, unit, name + "_p5", Audience::kPrograms});
  table.columns.push_back({header + " 95 %", Align::kRight, unit, name + "_p95", Audience::kPrograms});
}

void add_spread(std::vector<sim::Cell>& row, const std::vector<double>& values) {
  const sim::Spread spread = sim::spread(values);
  row.push_back(sim::text_cell(sim::with_range(spread)));
  for (const double value : {spread.median, spread.low, spread.high}) row.push_back(sim::number_cell(value));
}

template <class Value>
std::vector<double> by_run(const NetworkFindings& found, const Value& value) {
  std::vector<double> values;
  for (const NetworkRun& run : found.runs) values.push_back(value(run));
  return values;
}

std::string lane_words(const chokepoint::PlaceNetwork& places, Id<Lane> lane) {
  return fmt::format("{}>{}", places.code[places.from[lane]], places.code[places.to[lane]]);
}

double in_cut(const NetworkFindings& found, Id<Lane> lane) {
  double runs = 0;
  for (const NetworkRun& run : found.runs)
    runs += std::count(run.cut.lanes.begin(), run.cut.lanes.end(), lane) > 0 ? 1 : 0;
  return runs / static_cast<double>(found.runs.size());
}

sim::Table flow_table(const NetworkFindings& found) {
  sim::Table table;
  table.title = fmt::format("The trade in barred chips on {1}: {0}", found.scenario->title, found.date.iso());
  table.columns = {{"scenario"}, {"date"}, {"chip"}};
  add_spread_columns(table, "premium", "x", "premium");
  add_spread_columns(table, "greatest flow", "bn USD/year", "greatest_flow");
  add_spread_columns(table, "moves today", "bn USD/year", "moves_today");
  table.columns.push_back({"not held back", Align::kRight, "of runs", "unlimited"});
  const auto free = std::count_if(found.runs.begin(), found.runs.end(), [](const NetworkRun& run) {
    return run.cut.flow >= chokepoint::kUnlimited;
  });
  const double unlimited = static_cast<double>(free) / static_cast<double>(found.runs.size());
  std::vector<sim::Cell> row{{found.scenario->title, found.scenario->name},
                             sim::text_cell(found.date.iso()),
                             sim::text_cell(found.scenario->catalogue.key[found.runs.front().map.product])};
  add_spread(row, by_run(found, [](const NetworkRun& run) { return run.map.lot.premium; }));
  add_spread(row, by_run(found, [](const NetworkRun& run) {
               return run.cut.flow >= chokepoint::kUnlimited
                          ? sim::kInfinity
                          : static_cast<double>(run.cut.flow) / sim::kBillion;
             }));
  add_spread(row, by_run(found, [](const NetworkRun& run) { return run.into_china_usd / sim::kBillion; }));
  row.push_back(sim::number_cell(unlimited, sim::percent(unlimited)));
  table.rows.push_back(std::move(row));
  table.notes.emplace_back(
      "Greatest flow: the value a year at which customs sees so much that a lot earns just the hurdle, from "
      "all places with sellers where the chip is free; inf: customs never sees enough. Each lane is filled "
      "as if it alone grew: an upper bound. Where it is far above what moves, it is not customs that holds "
      "the trade back.");
  return table;
}

sim::Table cut_table(const NetworkFindings& found) {
  const chokepoint::PlaceNetwork& places = found.scenario->places;
  sim::Table table;
  table.title = "The narrowest cut: the lanes that hold the flow back";
  table.columns = {{"lane"}, {"in the cut", Align::kRight, "of runs", "in_cut"}};
  add_spread_columns(table, "capacity", "bn USD/year", "capacity");
  add_spread_columns(table, "moves today", "bn USD/year", "moves_today");
  add_spread_columns(table, "kept by customs", "chance", "loss");
  std::vector<Id<Lane>> lanes;
  for (const Id<Lane> lane : ids(places.from)) {
    if (in_cut(found, lane) > 0) lanes.push_back(lane);
  }
  std::stable_sort(lanes.begin(), lanes.end(),
                   [&](Id<Lane> a, Id<Lane> b) { return in_cut(found, a) > in_cut(found, b); });
  for (const Id<Lane> lane : lanes) {
    const double share = in_cut(found, lane);
    std::vector<sim::Cell> row{sim::text_cell(lane_words(places, lane)),
                               sim::number_cell(share, sim::percent(share))};
    const auto spread_of = [&](auto figure) {
      add_spread(row, by_run(found, [&](const NetworkRun& run) { return figure(run.map.lanes[lane]); }));
    };
    spread_of([](const LaneRisk& risk) { return risk.capacity_usd / sim::kBillion; });
    spread_of([](const LaneRisk& risk) { return risk.smuggled_usd / sim::kBillion; });
    spread_of([](const LaneRisk& risk) { return risk.loss_chance; });
    table.rows.push_back(std::move(row));
  }
  return table;
}

sim::Table hub_table(const NetworkFindings& found) {
  const chokepoint::PlaceNetwork& places = found.scenario->places;
  sim::Table table;
  table.title = "Hubs: what leans on each place";
  table.columns = {{"place"}, {"name"}};
  add_spread_columns(table, "betweenness", "share of pairs", "betweenness");
  add_spread_columns(table, "smuggled out", "bn USD/year", "smuggled_out");
  std::vector<std::pair<double, Id<Place>>> order;
  for (const Id<Place> place : ids(places.code)) {
    const double most = std::max(
        sim::quantile(by_run(found, [&](const NetworkRun& run) { return run.between[place]; }), 0.95),
        sim::quantile(by_run(found, [&](const NetworkRun& run) { return run.smuggled_out[place]; }), 0.95));
    if (most <= 0) continue;
    order.emplace_back(
        -sim::quantile(by_run(found, [&](const NetworkRun& run) { return run.between[place]; }), 0.5), place);
  }
  std::sort(order.begin(), order.end());
  for (const auto& [rank, place] : order) {
    std::vector<sim::Cell> row{sim::text_cell(places.code[place]), sim::text_cell(places.name[place])};
    const Id<Place> at = place;
    add_spread(row, by_run(found, [&](const NetworkRun& run) { return run.between[at]; }));
    add_spread(row,
               by_run(found, [&](const NetworkRun& run) { return run.smuggled_out[at] / sim::kBillion; }));
    table.rows.push_back(std::move(row));
  }
  table.notes.emplace_back(
      "Betweenness: share of pairs of other places whose best path, by transport and value at risk, leads "
      "through it.");
  return table;
}

sim::Table route_table(const NetworkFindings& found) {
  const chokepoint::PlaceNetwork& places = found.scenario->places;
  const chokepoint::TradeMap map = mean_map(found);
  sim::Table table;
  table.title = "Best routes to China";
  table.columns = {{"route"},
                   {"transport", Align::kRight, "USD/chip", "cost_usd"},
                   {"transit", Align::kRight, "weeks", "transit_weeks"},
                   {"believed loss", Align::kRight, "chance", "believed_loss"},
                   {"true loss", Align::kRight, "chance", "loss"},
                   {"margin believed", Align::kRight, "", "margin_believed"},
                   {"margin", Align::kRight, "", "margin"}};
  for (const chokepoint::Route& route :
       chokepoint::best_routes(places, map.sources, found.scenario->china, map.weights(), found.routes)) {
    std::string words = places.code[places.from[route.lanes.front()]];
    chokepoint::RouteFacts facts = map.lot;
    double believed = 1;
    double passes = 1;
    int weeks = 0;
    for (const Id<Lane> lane : route.lanes) {
      words += ">" + places.code[places.to[lane]];
      facts.transport += map.lanes[lane].cost_usd;
      believed *= 1 - map.lanes[lane].believed_loss;
      passes *= 1 - map.lanes[lane].loss_chance;
      weeks += places.transit_weeks[lane];
    }
    facts.loss_chance = 1 - passes;
    const double margin = chokepoint::expected_margin(facts);
    facts.loss_chance = 1 - believed;
    const double margin_believed = chokepoint::expected_margin(facts);
    table.rows.push_back({sim::text_cell(words), sim::number_cell(facts.transport), sim::count_cell(weeks),
                          sim::number_cell(1 - believed), sim::number_cell(1 - passes),
                          sim::number_cell(margin_believed), sim::number_cell(margin)});
  }
  table.notes.emplace_back(
      "At the mean of each lane's figures over runs, best first by transport and value at true risk. Margin: "
      "of a lot at today's premium, on what a ring lays out.");
  return table;
}

/// A figure of the year with an officer more, and without, by run.
struct Paired {
  std::vector<double> without;
  std::vector<double> with;
};

std::string difference_words(const sim::PairedDifference& difference) {
  return sim::with_interval(difference.mean, difference.interval);
}

void add_difference_columns(sim::Table& table, const std::string& header, const std::string& unit,
                            const std::string& name) {
  table.columns.push_back(
      {header, Align::kRight, unit, name + "_shown", Audience::kPeople, sim::Behind::kError});
  table.columns.push_back({header + " mean", Align::kRight, unit, name, Audience::kPrograms});
  table.columns.push_back({header + " low", Align::kRight, unit, name + "_low", Audience::kPrograms});
  table.columns.push_back({header + " high", Align::kRight, unit, name + "_high", Audience::kPrograms});
}

/// What paired runs differ by: without less with.
void add_difference(std::vector<sim::Cell>& row, const Paired& paired) {
  const sim::PairedDifference difference = sim::paired_difference(paired.with, paired.without);
  row.push_back(sim::text_cell(difference_words(difference)));
  for (const double value : {difference.mean, difference.interval.low, difference.interval.high})
    row.push_back(sim::number_cell(value));
}

sim::Table officer_table(const NetworkFindings& found) {
  const chokepoint::PlaceNetwork& places = found.scenario->places;
  sim::Table table;
  table.title = "One more inspector at a hub, for a year";
  table.columns = {{"hub"}, {"name"}};
  add_difference_columns(table, "denied before rings adapt", "H100e", "denied_before");
  add_difference_columns(table, "denied once they adapt", "H100e", "denied_after");
  add_difference_columns(table, "displaced", "H100e", "displaced");
  add_difference_columns(table, "denied before", "chips", "denied_before_chips");
  add_difference_columns(table, "seized more, before", "chips", "seized_more");
  for (std::size_t hub = 0; hub < found.hubs.size(); ++hub) {
    Paired before;
    Paired after;
    Paired displaced;
    Paired chips;
    Paired seized;
    for (const OfficerRun& run : found.officers) {
      const SmugglingYear& still = run.hub_still[hub];
      const SmugglingYear& adapting = run.hub_adapting[hub];
      before.without.push_back(run.still.brought_h100e);
      before.with.push_back(still.brought_h100e);
      after.without.push_back(run.adapting.brought_h100e);
      after.with.push_back(adapting.brought_h100e);
      displaced.without.push_back(run.still.brought_h100e - still.brought_h100e);
      displaced.with.push_back(run.adapting.brought_h100e - adapting.brought_h100e);
      chips.without.push_back(run.still.brought_chips);
      chips.with.push_back(still.brought_chips);
      seized.without.push_back(still.seized_chips);
      seized.with.push_back(run.still.seized_chips);
    }
    std::vector<sim::Cell> row{sim::text_cell(places.code[found.hubs[hub]]),
                               sim::text_cell(places.name[found.hubs[hub]])};
    for (const Paired* paired : {&before, &after, &displaced, &chips, &seized}) add_difference(row, *paired);
    table.rows.push_back(std::move(row));
  }
  std::vector<double> shares;
  std::vector<double> brought;
  for (const OfficerRun& run : found.officers) {
    shares.push_back(run.share);
    brought.push_back(run.adapting.brought_h100e);
  }
  if (shares.empty()) return table;
  table.notes.push_back(fmt::format(
      "An officer adds {} of what there is to the inspections on the lanes out of a hub (a parameter, "
      "parameters.network.officer_share). Without, {} H100e come in during the year.",
      sim::with_range(sim::spread(shares)), sim::with_range(sim::spread(brought))));
  table.notes.push_back(fmt::format(
      "Means over {} paired runs with the same random draws, with the 90 % t interval of the mean; an "
      "interval that holds 0 tells nothing apart. Before: beliefs and routes of all rings stay "
      "as on the day. Displaced: before less after.",
      found.officers.size()));
  return table;
}

}  // namespace

chokepoint::TradeMap mean_map(const NetworkFindings& found) {
  chokepoint::TradeMap mean = found.runs.front().map;
  const auto count = static_cast<double>(found.runs.size());
  const auto mean_of = [&](auto figure) {
    double sum = 0;
    for (const NetworkRun& run : found.runs) sum += figure(run.map);
    return sum / count;
  };
  mean.hurdle = mean_of([](const auto& map) { return map.hurdle; });
  mean.lot.premium = mean_of([](const auto& map) { return map.lot.premium; });
  mean.lot.front_cost = mean_of([](const auto& map) { return map.lot.front_cost; });
  mean.lot.penalty_factor = mean_of([](const auto& map) { return map.lot.penalty_factor; });
  for (const Id<Lane> lane : ids(mean.lanes)) {
    mean.lanes[lane].cost_usd = mean_of([&](const auto& map) { return map.lanes[lane].cost_usd; });
    mean.lanes[lane].loss_chance = mean_of([&](const auto& map) { return map.lanes[lane].loss_chance; });
    mean.lanes[lane].believed_loss = mean_of([&](const auto& map) { return map.lanes[lane].believed_loss; });
  }
  return mean;
}

std::vector<Id<Place>> busiest(const NetworkFindings& found, std::size_t most) {
  std::vector<std::pair<double, Id<Place>>> order;
  for (const Id<Place> place : ids(found.scenario->places.code)) {
    double sum = 0;
    for (const NetworkRun& run : found.runs) sum += run.smuggled_out[place];
    if (sum > 0) order.emplace_back(-sum, place);
  }
  std::sort(order.begin(), order.end());
  std::vector<Id<Place>> places;
  for (const auto& [negative, place] : order) {
    if (places.size() < most) places.push_back(place);
  }
  return places;
}

std::vector<std::pair<std::string, sim::Table>> network_tables(const NetworkFindings& found) {
  std::vector<std::pair<std::string, sim::Table>> tables{{"flow", flow_table(found)},
                                                         {"cut", cut_table(found)},
                                                         {"hubs", hub_table(found)},
                                                         {"routes", route_table(found)}};
  if (!found.officers.empty()) tables.emplace_back("officers", officer_table(found));
  auto& notes = tables.back().second.notes;
  notes.insert(notes.end(), found.notes.begin(), found.notes.end());
  return tables;
}

}  // namespace tools
