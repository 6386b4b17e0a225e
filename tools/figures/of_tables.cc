#include "tools/figures/of_tables.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "sim/report/words.h"
#include "tools/figures/picked.h"
#include "tools/figures/rows.h"

namespace tools {
namespace {

using Row = TableRow;

constexpr std::size_t kRowPixels = 46;

/// A legend whose entries put the others in the background when they are clicked.
void bind_legend(Json& spec, const char* field) {
  spec["layer"][0]["params"] = Json::array(
      {Json{{"name", "legend"}, {"select", {{"type", "point"}, {"fields", {field}}}}, {"bind", "legend"}}});
}
Json dimmed(double shown) {
  return Json{{"condition", {{"param", "legend"}, {"value", shown}}}, {"value", 0.08}};
}

Json colours(const char* field, const std::vector<std::pair<std::string, std::string_view>>& legend) {
  Json channel = coloured("", legend);
  channel.erase("datum");
  channel["field"] = field;
  channel["type"] = "nominal";
  return channel;
}

/// As many lines as there are names, told apart by colour.
Json colours_of(const char* field) {
  Json channel{{"field", field}, {"type", "nominal"}, {"sort", nullptr}};
  for (const std::string_view colour :
       {palette::kBlue, palette::kVermilion, palette::kGreen, palette::kPurple, palette::kOrange,
        palette::kSkyBlue, palette::kBlack, palette::kGrey})
    channel["scale"]["range"].push_back(colour);
  channel["legend"] = Json{{"columns", 2}};
  return channel;
}

}  // namespace

Figure chances_figure(const sim::Table& scenarios, int year) {
  const auto of = [&](const char* end) { return fmt::format("p_{}{}", year, end); };
  sim::Table data =
      picked(scenarios,
             {{"scenario", "label", Take::kLines},
              {"scenario", "policy", Take::kText},
              {"definition", "definition"},
              {of(""), "chance"},
              {of("_low"), "low"},
              {of("_high"), "high"}},
             [&](const Row& row) {
               return says(scenarios, row, "unit", "H100e") && !says(scenarios, row, "definition", "abroad");
             });
  const Legend legend{
      {"one site", palette::kOrange}, {"one actor", palette::kBlue}, {"all of China", palette::kGreen}};
  for (Row& row : data.rows) {
    const std::string& name = std::get<std::string>(row[2].raw);
    row[2] = sim::text_cell(name == "campus"  ? legend[0].first
                            : name == "fleet" ? legend[1].first
                                              : legend[2].first);
  }
  const std::string title = fmt::format("Chance of a million H100e in China by the end of {}", year);
  Json spec = specification(
      title, "Share of runs, with its 90 % interval: on one site, of one actor, in all of China.", data);
  lay_out_labels(spec, data, kRowPixels);
  Json more{{"y", labels("label")}, {"color", colours("definition", legend)}, {"opacity", dimmed(0.9)}};
  more["yOffset"] =
      Json{{"field", "definition"}, {"sort", {legend[0].first, legend[1].first, legend[2].first}}};
  add_intervals(spec,
                numbers("chance", "share of runs",
                        Json::parse(R"({"scale": {"domain": [0, 1]}, "axis": {"format": "%"}})")),
                "low", "high", more, tooltip({"policy", "definition"}, {"chance", "low", "high"}));
  bind_legend(spec, "definition");
  return {"chances", title, std::move(spec), std::move(data)};
}

Figure differences_figure(const sim::Table& differences, const std::string& measure, const std::string& title,
                          const std::string& base) {
  sim::Table data = picked(differences,
                           {{"scenario", "label", Take::kLines},
                            {"scenario", "policy", Take::kText},
                            {"difference", "share"},
                            {"difference_low", "share_low"},
                            {"difference_high", "share_high"}},
                           [&](const Row& row) { return says(differences, row, "measure", measure); });
  Json spec = specification(
      title,
      fmt::format(
          "Less that under '{}', in points of a hundred: means run by run under the same random draws, with their "
          "90 % intervals.",
          base),
      data);
  spec["transform"] = Json::parse(R"([{"calculate": "100 * datum.share", "as": "points"},
    {"calculate": "100 * datum.share_low", "as": "low"}, {"calculate": "100 * datum.share_high", "as": "high"}])");
  lay_out_labels(spec, data, 34);
  const Json more{{"y", labels("label")}, {"color", Json{{"value", palette::kBlue}}}};
  add_intervals(spec, numbers("points", "difference (points)"), "low", "high", more,
                tooltip({"policy"}, {"points", "low", "high"}));
  spec["layer"].push_back(rule_at("x", 0));
  return {"differences", title, std::move(spec), std::move(data)};
}

Figure sweep_figure(const sim::Table& lever, int year, double target) {
  const std::size_t at = 1;  // the lever follows the scenario
  const std::string level = lever.columns[at].name;
  const auto of = [&](const char* end) { return fmt::format("p_{}{}", year, end); };
  sim::Table data = picked(lever,
                           {{"scenario", "policy", Take::kText},
                            {level, "level"},
                            {of(""), "chance"},
                            {of("_low"), "low"},
                            {of("_high"), "high"},
                            {"threshold", "threshold"},
                            {"threshold_low", "threshold_low"},
                            {"threshold_high", "threshold_high"}},
                           [](const Row&) { return true; });
  double most = 0;
  for (const Row& row : data.rows) most = std::max(most, std::get<double>(row[1].raw));
  const bool is_met = std::ranges::any_of(data.rows, [&](const Row& row) {
    const auto* threshold = std::get_if<double>(&row[5].raw);
    return threshold != nullptr && *threshold <= most;
  });
  Json spec = specification(
      lever.title,
      fmt::format("Share of runs by the end of {}, with its 90 % interval; diamonds: the level at "
                  "which it falls to {}, where there is one, with the interval of that level.",
                  year, sim::percent(target)),
      data);
  spec["width"] = kFigurePixels;
  spec["height"] = 340;
  spec["autosize"] = Json{{"type", "fit"}, {"contains", "padding"}};
  const Json x = numbers("level", lever.columns[at].header);
  const Json y = numbers("chance", "share of runs",
                         Json::parse(R"({"scale": {"domain": [0, 1]}, "axis": {"format": "%"}})"));
  Json low = y;
  low["field"] = "low";
  const Json colour = colours_of("policy");
  const Json tip = tooltip({"policy"}, {"level", "chance", "low", "high"});
  spec["layer"] = Json::array(
      {Json{
           {"mark", {{"type", "area"}}},
           {"encoding",
            {{"x", x}, {"y", low}, {"y2", range_end("high")}, {"color", colour}, {"opacity", dimmed(0.14)}}}},
       Json{{"mark", {{"type", "line"}, {"point", {{"size", 60}}}, {"strokeWidth", 2.5}}},
            {"encoding", {{"x", x}, {"y", y}, {"color", colour}, {"opacity", dimmed(1)}, {"tooltip", tip}}}},
       rule_at("y", target)});
  // Where no policy gets there, Vega would complain of an axis without an end.
  if (is_met) {
    const std::string end =
        fmt::format("isNumber(datum.threshold_high) ? min(datum.threshold_high, {0}) : {0}", most);
    Json met;
    met["transform"] = Json::array(
        {Json{{"filter", fmt::format("isNumber(datum.threshold) && datum.threshold <= {}", most)}},
         Json{{"calculate", end}, {"as", "threshold_end"}}});
    met["encoding"] =
        Json{{"y", {{"datum", target}}},
             {"color", colour},
             {"tooltip", tooltip({"policy"}, {"threshold", "threshold_low", "threshold_high"})}};
    Json interval = met;
    interval["mark"] = Json{{"type", "rule"}, {"strokeWidth", 3}};
    interval["encoding"]["x"] = numbers("threshold_low", lever.columns[at].header);
    interval["encoding"]["x2"] = range_end("threshold_end");
    met["mark"] =
        Json{{"type", "point"}, {"shape", "diamond"}, {"filled", true}, {"size", 160}, {"opacity", 1}};
    met["encoding"]["x"] = numbers("threshold", lever.columns[at].header);
    spec["layer"].push_back(std::move(interval));
    spec["layer"].push_back(std::move(met));
  }
  bind_legend(spec, "policy");
  return {"sweep", lever.title, std::move(spec), std::move(data)};
}

Figure cost_figure(const sim::Table& cost) {
  sim::Table data = picked(cost,
                           {{"scenario", "label", Take::kLines},
                            {"scenario", "policy", Take::kText},
                            {"item", "item", Take::kText},
                            {"unit", "unit"},
                            {"mean", "mean"},
                            {"mean_low", "low"},
                            {"mean_high", "high"}},
                           [](const Row&) { return true; });
  for (Row& row : data.rows) row[2] = sim::text_cell(fmt::format("{} ({})", row[2].text, row[3].text));
  Json spec = specification(cost.title, "Mean over runs, with its 90 % interval.", data);
  lay_out_labels(spec, data, 34);
  choose_one(spec, data, 2, "Item");
  // The unit stands at each number, since a title of an axis cannot follow what is chosen.
  const Json axis = ticks_of("' ' + replace(replace(chosen, /^.*[(]/, ''), ')', '')");
  Json x = numbers("mean", "", Json{{"axis", axis}});
  x["title"] = nullptr;
  const Json more{{"y", labels("label")}, {"color", legend_of("item", {palette::kBlue})}};
  add_intervals(spec, x, "low", "high", more, tooltip({"policy", "item"}, {"mean", "low", "high"}));
  return {"cost", cost.title, std::move(spec), std::move(data)};
}

Figure record_figure(const sim::Table& record) {
  sim::Table data =
      picked(record,
             {{"figure", "label", Take::kLines},
              {"figure", "figure"},
              {"date", "date"},
              {"published", "published"},
              {"published_low", "published_low"},
              {"published_high", "published_high"},
              {"model", "model"},
              {"model_p5", "model_p5"},
              {"model_p95", "model_p95"}},
             [&](const Row& row) {
               return number_in(record, row, "published") > 0 && number_in(record, row, "model") > 0;
             });
  for (Row& row : data.rows)
    row[0] = sim::text_cell(
        in_lines(fmt::format("{}, {}", row[1].text, row[2].text.substr(0, 7)), kWideLabelColumns));
  const std::string title = "The model beside the published record";
  Json spec = specification(
      title,
      "As multiples of the published figure: grey, the published range; blue, the median of runs and "
      "their 5–95 % range. On the line, both agree.",
      data);
  spec["transform"] = Json::array();
  for (const char* name : {"published_low", "published_high", "model", "model_p5", "model_p95"})
    spec["transform"].push_back(
        Json{{"calculate", fmt::format("max(0.05, min(20, datum['{}'] / datum.published))", name)},
             {"as", fmt::format("x_{}", name)}});
  lay_out_labels(spec, data, 30);
  spec["config"]["axis"]["labelFontSize"] = 10.5;
  const Json x =
      numbers("x_model", "over the published figure (x)",
              Json::parse(R"({"scale": {"type": "log"}, "axis": {"format": "~g", "tickCount": 5}})"));
  Json low = x;
  low["field"] = "x_published_low";
  spec["layer"].push_back(
      Json{{"mark", {{"type", "rule"}, {"strokeWidth", 12}, {"color", palette::kLightGrey}}},
           {"encoding", {{"y", labels("label")}, {"x", low}, {"x2", range_end("x_published_high")}}}});
  const Json more{{"y", labels("label")}, {"color", Json{{"value", palette::kBlue}}}};
  add_intervals(spec, x, "x_model_p5", "x_model_p95", more,
                tooltip({"figure", "date"},
                        {"published", "published_low", "published_high", "model", "model_p5", "model_p95"}));
  spec["layer"].push_back(rule_at("x", 1));
  return {"record", title, std::move(spec), std::move(data)};
}

}  // namespace tools
