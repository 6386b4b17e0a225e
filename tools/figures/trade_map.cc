#include "tools/figures/trade_map.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>

#include "models/record/trace.h"
#include "sim/experiment/batch.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/progress.h"
#include "tools/figures/picked.h"
#include "tools/study/runner.h"
#include "tools/tables/titles.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::EventKind;
using chokepoint::PlaceNetwork;

/// By year and lane: what set out and what was seized.
using Counted = std::map<std::pair<int, std::size_t>, std::pair<double, double>>;

Counted count_run(const Runner& runner, const RunAddress& address) {
  chokepoint::World world = runner.first_day(address);
  Counted counted;
  run_traced(world, [&](const chokepoint::World& now, std::span<const chokepoint::Event> events) {
    for (const chokepoint::Event& event : events) {
      if (event.kind != EventKind::kMoved && event.kind != EventKind::kSeized) continue;
      if (event.lane.is_none()) continue;
      auto& [moved, seized] = counted[{now.scenario->calendar.year_of(event.week), event.lane.index()}];
      (event.kind == EventKind::kMoved ? moved : seized) +=
          now.scenario->grain.chips(static_cast<double>(event.units));
    }
    return Tracing::kGoOn;
  });
  return counted;
}

/// Places that lanes with goods on them touch, and where maps draw them.
sim::Table places_of(const PlaceNetwork& network, const std::vector<LaneYear>& lanes) {
  std::set<std::size_t> touched;
  for (const LaneYear& lane : lanes) {
    touched.insert(network.from.values()[lane.lane].index());
    touched.insert(network.to.values()[lane.lane].index());
  }
  sim::Table places;
  for (const char* name : {"place", "longitude", "latitude"}) places.columns.push_back({name});
  for (const std::size_t place : touched) {
    if (std::isnan(network.longitude.values()[place])) continue;
    places.rows.push_back({sim::text_cell(network.name.values()[place]),
                           sim::number_cell(network.longitude.values()[place]),
                           sim::number_cell(network.latitude.values()[place])});
  }
  return places;
}

Json values_of(const sim::Table& table) { return Json::parse(sim::write(table, sim::Format::kJson))["rows"]; }

Json line_between() {
  return Json::parse(R"({"longitude": {"field": "from longitude", "type": "quantitative"},
    "latitude": {"field": "from latitude", "type": "quantitative"},
    "longitude2": {"field": "to longitude"}, "latitude2": {"field": "to latitude"}})");
}

Json at_place() {
  return Json::parse(R"({"longitude": {"field": "longitude", "type": "quantitative"},
    "latitude": {"field": "latitude", "type": "quantitative"}})");
}

/// The largest number of a column, whatever policy and year: so that pictures of different years compare.
double most_of(const sim::Table& data, std::size_t column) {
  double most = 1;
  for (const auto& row : data.rows) most = std::max(most, std::get<double>(row[column].raw));
  return most;
}

Json choices_of(const sim::Table& data) {
  Json titles = Json::array();
  for (const auto& row : data.rows) {
    if (titles.empty() || titles.back() != row[0].text) titles.push_back(row[0].text);
  }
  int first = 9999;
  int last = 0;
  for (const auto& row : data.rows) {
    first = std::min(first, static_cast<int>(std::get<double>(row[1].raw)));
    last = std::max(last, static_cast<int>(std::get<double>(row[1].raw)));
  }
  return Json::array(
      {Json{{"name", "policy"},
            {"value", titles.empty() ? Json("") : titles.front()},
            {"bind", {{"input", "select"}, {"options", titles}, {"name", "Policy "}}}},
       Json{{"name", "year"},
            {"value", std::min(last, kUsualYear)},
            {"bind", {{"input", "range"}, {"min", first}, {"max", last}, {"step", 1}, {"name", "Year "}}}}});
}

}  // namespace

std::vector<LaneYear> count_lanes(const Results& results, std::size_t runs) {
  const Study& study = results.study();
  const Runner runner(study);
  std::vector<RunAddress> addresses;
  std::size_t shown = 0;
  for (std::size_t v = 0; v < study.variants.size(); ++v) {
    if (!results.is_policy(study.variants[v].name) || shown++ >= kMostPolicies) continue;
    for (std::uint64_t k = 0; k < std::min<std::uint64_t>(runs, study.variants[v].replicates); ++k)
      addresses.push_back({.variant = v, .replicate = k});
  }
  sim::Progress progress(addresses.size());
  const auto batch = sim::run_batch(
      addresses.size(), [&](std::size_t i) { return count_run(runner, addresses[i]); }, progress);
  if (batch.interrupted) throw sim::Interrupted();
  std::map<std::size_t, std::pair<std::size_t, Counted>> by_variant;
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (!batch.results[i]) continue;
    auto& [made, sums] = by_variant[addresses[i].variant];
    ++made;
    for (const auto& [at, counts] : *batch.results[i]) {
      sums[at].first += counts.first;
      sums[at].second += counts.second;
    }
  }
  std::vector<LaneYear> lanes;
  for (const auto& [variant, counted] : by_variant) {
    const auto made = static_cast<double>(counted.first);
    for (const auto& [at, counts] : counted.second)
      lanes.push_back({title_of(results, study.variants[variant].name), at.first, at.second,
                       counts.first / made, counts.second / made});
  }
  return lanes;
}

Figure trade_map_figure(const Results& results, const std::vector<LaneYear>& lanes, const std::string& land) {
  const std::string title = "Smuggled chips by route, and where they are seized";
  const PlaceNetwork& network = results.variants().front().scenario().places;
  sim::Table data;
  data.title = title;
  for (const char* name : {"policy", "year", "route", "moved", "seized", "from longitude", "from latitude",
                           "to longitude", "to latitude"})
    data.columns.push_back({name});
  for (const LaneYear& lane : lanes) {
    const std::size_t from = network.from.values()[lane.lane].index();
    const std::size_t to = network.to.values()[lane.lane].index();
    std::vector<sim::Cell> row{
        sim::text_cell(lane.policy), sim::count_cell(lane.year),
        sim::text_cell(fmt::format("{} to {}", network.name.values()[from], network.name.values()[to])),
        drawn_cell(lane.moved), drawn_cell(lane.seized)};
    for (const std::size_t place : {from, to}) {
      row.push_back(sim::number_cell(network.longitude.values()[place]));
      row.push_back(sim::number_cell(network.latitude.values()[place]));
    }
    data.rows.push_back(std::move(row));
  }
  Json spec = specification(
      title,
      "Chips a year, means over runs. Blue: set out on the way; red: taken by customs at its end. "
      "Thickness and size by number.",
      data);
  spec["params"] = choices_of(data);
  spec["width"] = kFigurePixels;
  spec["height"] = 420;
  spec["autosize"] = Json{{"type", "fit"}, {"contains", "padding"}};
  // From Europe over Asia to America, with the Pacific in one piece; as wide as the picture, whatever that is.
  spec["projection"] = Json::parse(R"({"type": "naturalEarth1", "rotate": [-128, 0, 0], "center": [0, 27],
    "scale": {"expr": "width / 4"}, "translate": {"expr": "[width / 2, height / 2]"}})");
  const Json now = Json::parse(
      R"([{"filter": "datum.policy == policy && datum.year == year && datum['from longitude'] != null && datum['to longitude'] != null"}])");
  const Json tip = tooltip({"route", "year"}, {"moved", "seized"});
  if (!land.empty())
    spec["layer"].push_back(Json{
        {"data", {{"values", Json::parse(land)}, {"format", {{"type", "topojson"}, {"feature", "land"}}}}},
        {"mark", {{"type", "geoshape"}, {"fill", "#8884"}, {"stroke", "#8886"}, {"strokeWidth", 0.5}}}});
  Json moved{
      {"transform", now},
      {"mark", {{"type", "rule"}, {"color", palette::kBlue}, {"opacity", 0.65}, {"strokeCap", "round"}}}};
  moved["encoding"] = line_between();
  moved["encoding"]["strokeWidth"] = Json::parse(
      R"({"field": "moved", "type": "quantitative", "scale": {"type": "sqrt", "zero": true, "range": [0.5, 14]},
    "legend": {"title": "chips on the way", "format": "~s", "orient": "bottom", "symbolType": "stroke", "columns": 5}})");
  moved["encoding"]["strokeWidth"]["scale"]["domain"] = {0, most_of(data, 3)};
  moved["encoding"]["tooltip"] = tip;
  Json seized{{"transform", now},
              {"mark", {{"type", "circle"}, {"color", palette::kVermilion}, {"opacity", 0.8}}}};
  seized["transform"].push_back(Json{{"filter", "datum.seized > 0"}});
  // Three quarters of the way, so that those of several lanes into one place stand apart.
  seized["transform"].push_back(Json{
      {"calculate",
       "datum['from longitude'] + 0.75 * (datum['to longitude'] - datum['from longitude'] - 360 * round((datum['to longitude'] - datum['from longitude']) / 360))"},
      {"as", "longitude"}});
  seized["transform"].push_back(
      Json{{"calculate", "datum['from latitude'] + 0.75 * (datum['to latitude'] - datum['from latitude'])"},
           {"as", "latitude"}});
  seized["encoding"] = at_place();
  seized["encoding"]["size"] =
      Json::parse(R"({"field": "seized", "type": "quantitative", "scale": {"zero": true, "range": [8, 400]},
    "legend": {"title": "chips seized", "format": "~s", "orient": "bottom", "symbolType": "circle", "symbolStrokeWidth": 1, "columns": 5}})");
  seized["encoding"]["size"]["scale"]["domain"] = {0, most_of(data, 4)};
  seized["encoding"]["tooltip"] = tip;
  const sim::Table places = places_of(network, lanes);
  Json point{{"data", {{"values", values_of(places)}}},
             {"mark", {{"type", "circle"}, {"size", 26}, {"opacity", 1}, {"color", "#555555"}}}};
  point["encoding"] = at_place();
  point["encoding"]["tooltip"] = tooltip({"place"});
  Json name{{"data", {{"values", values_of(places)}}},
            {"mark", {{"type", "text"}, {"align", "left"}, {"dx", 6}, {"fontSize", 11}}}};
  name["encoding"] = at_place();
  name["encoding"]["text"] = Json{{"field", "place"}};
  for (Json* layer : {&moved, &seized, &point, &name}) spec["layer"].push_back(std::move(*layer));
  return {"map", title, std::move(spec), std::move(data)};
}

}  // namespace tools
