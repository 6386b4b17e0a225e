// The pictures of the page: each shows all that was measured of its subject.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "tools/bench/page.h"

namespace tools::bench {
namespace {

sim::Table drawn(std::string title, const std::vector<std::string>& columns) {
  sim::Table table;
  table.title = std::move(title);
  for (const std::string& column : columns) table.columns.push_back({column});
  return table;
}

void add_quartiles(std::vector<sim::Cell>& row, const Quartiles& q, double factor = 1) {
  for (const double end : {q.low, q.median, q.high}) row.push_back(sim::number_cell(end * factor));
}

/// Below each title: what it was measured on, so that a picture that travels alone says so.
std::string measured_on(const Measurements& machine, const std::string& what) {
  return fmt::format("{} Medians with quartiles over rounds; {} cores of {}, {}, commit {}.", what,
                     machine.words("machine", "cores"), machine.words("machine", "processor"),
                     machine.words("machine", "day"), machine.words("machine", "commit").substr(0, 10));
}

constexpr const char* kOneThread = "on one thread";
const Json kLog = Json::parse(
    R"({"scale": {"type": "log", "nice": false, "padding": 12}, "axis": {"format": ",.6~g", "tickCount": 4}})");
const Json kFew = Json::parse(R"({"axis": {"format": ",.6~g", "tickCount": 6}})");

/// Colours of the rows by a column of names.
Json by(std::string_view column, const Legend& legend) {
  Json channel = coloured("", legend);
  channel.erase("datum");
  channel["field"] = column;
  channel["type"] = "nominal";
  channel["legend"] = {{"symbolType", "square"}, {"symbolSize", 130}};
  return channel;
}

/// Lines through medians, with bars from quartile to quartile.
Json lines(const Json& x, std::string_view title, const Json& y_more, const Json& colour) {
  const Json encoding{{"x", x}, {"color", colour}};
  Json bars = encoding, middles = encoding;
  bars["y"] = numbers("low", title, y_more);
  bars["y2"] = range_end("high");
  middles["y"] = numbers("median", title, y_more);
  return Json::array(
      {Json{{"mark", {{"type", "rule"}, {"strokeWidth", 4}, {"opacity", 0.5}}}, {"encoding", bars}},
       Json{{"mark", {{"type", "line"}, {"strokeWidth", 2}, {"point", {{"size", 45}}}}},
            {"encoding", middles}}});
}

Figure agents_figure(const Measured& measured) {
  const Measurements& model = measured.at("model");
  const std::string title = "Time and memory against agents";
  sim::Table data = drawn(title, {"panel", "agents", "low", "median", "high"});
  for (const std::string& size : model.cases("agents ")) {
    for (const auto& [panel, measure, factor] :
         {std::tuple("time", "seconds", 1.0), std::tuple("memory", "bytes", 1e-6)}) {
      std::vector<sim::Cell> row{sim::text_cell(panel), sim::number_cell(model.median(size, "agents"))};
      add_quartiles(row, model.quartiles(size, measure), factor);
      data.rows.push_back(std::move(row));
    }
  }
  Json spec =
      specification(title,
                    measured_on(measured.at("machine"),
                                "A run of history on one thread, and what its world holds at the end."),
                    data);
  const auto panel = [&](const std::string& name, const std::string& y, std::string_view colour) {
    Json half{{"width", kFigurePixels / 2 - 90}, {"height", 260}};
    half["transform"] = Json::array({Json{{"filter", fmt::format("datum.panel === '{}'", name)}}});
    half["layer"] = lines(numbers("agents", "agents", kLog), y, kLog, Json{{"value", colour}});
    return half;
  };
  spec["hconcat"] = Json::array({panel("time", "time of a run (s)", palette::kBlue),
                                 panel("memory", "memory of a world (MB)", palette::kVermilion)});
  return {"agents", title, std::move(spec), std::move(data)};
}

Figure axes_figure(const Measured& measured) {
  const Measurements& model = measured.at("model");
  const std::string title = "Time along four axes";
  sim::Table data = drawn(title, {"axis", "times", "low", "median", "high"});
  for (const std::string axis : {"weeks", "rings", "chips", "routes"}) {
    const std::string least = model.cases(axis + " ").front();
    for (const std::string& size : model.cases(axis + " ")) {
      std::vector<sim::Cell> row{sim::text_cell(axis),
                                 sim::number_cell(model.median(size, axis) / model.median(least, axis))};
      add_quartiles(row, ratio_of(model, size, least, "seconds"));
      data.rows.push_back(std::move(row));
    }
  }
  Json spec = specification(
      title,
      measured_on(
          measured.at("machine"),
          "Time of a run of history over that at the least number of each, round by round, on one thread."),
      data);
  spec["width"] = kFigurePixels;
  spec["height"] = 300;
  spec["autosize"] = Json{{"type", "fit"}, {"contains", "padding"}};
  spec["layer"] = lines(numbers("times", "times as many (x)", kLog), "times the time (x)", kLog,
                        by("axis", {{"weeks", palette::kBlue},
                                    {"rings", palette::kVermilion},
                                    {"chips", palette::kGreen},
                                    {"routes", palette::kOrange}}));
  return {"axes", title, std::move(spec), std::move(data)};
}

Figure phases_figure(const Measured& measured) {
  const Measurements& model = measured.at("model");
  const std::string many = model.cases("threads ").back();
  const auto [scale, threads] = size_and_threads(many);
  const std::string one = fmt::format("threads {}/1", scale);
  const std::string title = "Where the time of a run goes";
  const std::string on_one = "one thread", on_many = fmt::format("{} threads", threads);
  sim::Table data = drawn(title, {"phase", "threads", "low", "median", "high"});
  std::vector<std::string> names = model.measures(one);
  std::erase_if(names, [&](const std::string& name) {
    return name == "all" || model.median(one, name) < 0.01 * model.median(one, "all");
  });
  std::ranges::stable_sort(
      names, [&](const auto& a, const auto& b) { return model.median(one, a) > model.median(one, b); });
  for (const std::string& name : names) {
    for (const auto& [size, called] : {std::pair(one, on_one), std::pair(many, on_many)}) {
      if (called == on_many && threads == 1) continue;
      std::vector<sim::Cell> row{sim::text_cell(name), sim::text_cell(called)};
      add_quartiles(row, model.quartiles(size, name));
      data.rows.push_back(std::move(row));
    }
  }
  Json spec = specification(
      title,
      measured_on(
          measured.at("machine"),
          fmt::format("Phases of a week that take 1% of a run or more, at population.scale {}.", scale)),
      data);
  spec["width"] = kFigurePixels;
  spec["height"] = 26 * names.size();
  spec["autosize"] = Json{{"type", "fit-x"}, {"contains", "padding"}};
  Json colour = by("threads", {{on_one, palette::kBlue}, {on_many, palette::kOrange}});
  Json rows = tools::names("phase");
  const Json side = Json::parse(R"({"field": "threads", "type": "nominal", "sort": null})");
  const Json middle_bar{{"x", numbers("median", "time of a run (ms)", kFew)},
                        {"y", rows},
                        {"yOffset", side},
                        {"color", colour}};
  const Json whisker{{"x", numbers("low", "time of a run (ms)", kFew)},
                     {"x2", range_end("high")},
                     {"y", rows},
                     {"yOffset", side}};
  spec["layer"] =
      Json::array({Json{{"mark", {{"type", "bar"}}}, {"encoding", middle_bar}},
                   Json{{"mark", {{"type", "rule"}, {"strokeWidth", 1.5}, {"color", palette::kBlack}}},
                        {"encoding", whisker}}});
  return {"phases", title, std::move(spec), std::move(data)};
}

Figure yardstick_figure(const Measured& measured) {
  const Measurements& yardstick = measured.at("yardstick");
  const std::string title = "The engine beside code written by hand";
  const std::vector<std::string> versions{"plain", "best by hand", "engine"};
  sim::Table data = drawn(title, {"version", "threads", "agents", "low", "median", "high"});
  for (const std::string& size : yardstick.cases()) {
    const auto [agents, threads] = size_and_threads(size);
    for (const std::string& version : versions) {
      std::vector<sim::Cell> row{
          sim::text_cell(version),
          sim::text_cell(threads == 1 ? std::string(kOneThread) : fmt::format("on {} threads", threads)),
          sim::number_cell(agents)};
      add_quartiles(row, yardstick.quartiles(
                             size, version == "best by hand" ? best_by_hand(yardstick, size) : version));
      data.rows.push_back(std::move(row));
    }
  }
  Json spec = specification(
      title, measured_on(measured.at("machine"), "Wall-clock time of an agent-step of the supply network."),
      data);
  Json panels{{"width", kFigurePixels / 2 - 90}, {"height", 260}};
  panels["layer"] =
      lines(numbers("agents", "agents", kLog), "ns an agent-step", kLog,
            by("version",
               {{"plain", palette::kGrey}, {"best by hand", palette::kOrange}, {"engine", palette::kBlue}}));
  spec["facet"]["column"] = Json::parse(
      R"({"field": "threads", "type": "nominal", "title": null, "header": {"labelFontSize": 12}})");
  spec["facet"]["column"]["sort"] = Json::array({kOneThread});
  spec["spec"] = std::move(panels);
  return {"yardstick", title, std::move(spec), std::move(data)};
}

}  // namespace

std::vector<Figure> page_figures(const Measured& measured) {
  return {agents_figure(measured), axes_figure(measured), phases_figure(measured),
          yardstick_figure(measured)};
}

}  // namespace tools::bench
