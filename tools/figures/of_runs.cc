#include "tools/figures/of_runs.h"

#include <algorithm>
#include <array>
#include <functional>

#include <fmt/format.h>

#include "models/record/outcome.h"
#include "sim/numeric/statistics.h"
#include "tools/figures/picked.h"
#include "tools/scenarios/paths.h"
#include "tools/tables/choices.h"
#include "tools/tables/stock_classes.h"
#include "tools/tables/titles.h"

namespace tools {
namespace {

using chokepoint::RunOutcome;
using chokepoint::Standing;

sim::Table table_with(const std::string& title, const std::vector<std::string>& columns) {
  sim::Table table;
  table.title = title;
  for (const std::string& column : columns) table.columns.push_back({column});
  return table;
}

/// A number of every run that was finished, at a standing.
using OfStanding = std::function<double(const Standing&)>;
std::vector<double> at_standing(const VariantRuns& runs, std::size_t which, const OfStanding& number) {
  std::vector<double> values;
  for (const auto& outcome : runs.outcomes) {
    if (outcome && which < outcome->standings.size()) values.push_back(number(outcome->standings[which]));
  }
  return values;
}

/// A run that was finished, by which weeks are told; nullptr: none was.
const RunOutcome* any_of(const VariantRuns& runs) {
  const auto found =
      std::ranges::find_if(runs.outcomes, [](const auto& outcome) { return outcome.has_value(); });
  return found == runs.outcomes.end() ? nullptr : &**found;
}

/// The end of a week.
std::string day_of(const VariantRuns& runs, int week) {
  return runs.scenario().calendar.date_of(week).plus_days(6).iso();
}

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Calls with each policy that is shown, its title and its runs.
void for_each_policy(const Results& results,
                     const std::function<void(const std::string&, const VariantRuns&)>& each) {
  std::size_t shown = 0;
  for (const VariantRuns& runs : results.variants()) {
    if (!results.is_policy(runs.name()) || shown++ >= kMostPolicies) continue;
    each(title_of(results, runs.name()), runs);
  }
}

/// Characters of a title that 800 pixels hold in its font.
constexpr int kTitleColumns = 80;

/// A picture of one policy a time, which is chosen below it; in print the title says whose it is.
void choose_policy(Json& spec, const Results& results) {
  Json titles = Json::array();
  for_each_policy(results, [&](const std::string& title, const VariantRuns&) { titles.push_back(title); });
  spec["params"] =
      Json::array({Json{{"name", "policy"},
                        {"value", titles.empty() ? "" : titles.front()},
                        {"bind", {{"input", "select"}, {"options", titles}, {"name", "Policy "}}}}});
  spec["transform"] = Json::array({Json{{"filter", "datum.policy == policy"}}});
  Json& title = spec["title"]["text"];
  Json lines;
  for (const auto& policy : titles) {
    lines[policy] = lines_of_text(policy, kTitleColumns);
    lines[policy].insert(lines[policy].begin(), title);
  }
  if (!titles.empty()) title = Json{{"expr", lines.dump() + "[policy]"}};
}

void lay_out(Json& spec, int height) {
  spec["width"] = kFigurePixels;
  spec["height"] = height;
  spec["autosize"] = Json{{"type", "fit"}, {"contains", "padding"}};
}

Json days() {
  return Json::parse(
      R"({"field": "date", "type": "temporal", "title": null, "axis": {"format": "%Y", "tickCount": "year"}})");
}

Json million_line(double million) {
  return Json{
      {"mark", {{"type", "rule"}, {"color", palette::kBlack}, {"strokeDash", {6, 4}}, {"strokeWidth", 1.5}}},
      {"encoding", {{"y", {{"datum", million}}}}}};
}

constexpr const char* kThousands = "~s";

}  // namespace

Figure stock_figure(const Results& results) {
  const std::string title = "China's stock of AI chips by how it came";
  sim::Table data = table_with(title, {"policy", "date"});
  std::vector<std::string> classes;
  for (const StockClassTitle& of : kStockClassTitles) classes.emplace_back(of.title);
  for (const std::string& name : classes) data.columns.push_back({name});
  for (const char* name : {"low", "median", "high"}) data.columns.push_back({name});
  for_each_policy(results, [&](const std::string& policy, const VariantRuns& runs) {
    const RunOutcome* any = any_of(runs);
    for (std::size_t i = 0; any != nullptr && i < any->standings.size(); ++i) {
      std::vector<sim::Cell> row{sim::text_cell(policy),
                                 sim::text_cell(day_of(runs, static_cast<int>(any->standings[i].week)))};
      for (std::size_t k = 0; k < classes.size(); ++k)
        row.push_back(drawn_cell(
            mean_of(at_standing(runs, i, [&](const Standing& at) { return at.china_by_class[k]; }))));
      const sim::Spread all =
          sim::spread(at_standing(runs, i, [](const Standing& at) { return at.nation_china; }));
      for (const double value : {all.low, all.median, all.high}) row.push_back(drawn_cell(value));
      data.rows.push_back(std::move(row));
    }
  });
  Json spec = specification(
      title,
      "H100e that stand in China. Areas: means over runs. Lines: the median of the whole and its "
      "5–95 % range over runs. Dashed: a million.",
      data);
  choose_policy(spec, results);
  lay_out(spec, 360);
  Legend legend;
  for (std::size_t k = 0; k < classes.size(); ++k) legend.emplace_back(classes[k], palette::kStockClasses[k]);
  Json colour = coloured("", legend);
  colour.erase("datum");
  colour.update(Json{{"field", "came"},
                     {"type", "nominal"},
                     {"legend", {{"columns", 3}, {"symbolType", "square"}, {"symbolStrokeWidth", 0}}}});
  const Json fold{{"fold", classes}, {"as", {"came", "h100e"}}};
  const Json ranked{{"calculate", fmt::format("indexof({}, datum.came)", Json(classes).dump())},
                    {"as", "rank"}};
  Json areas{
      {"transform", {fold, ranked}},
      {"params",
       {{{"name", "legend"}, {"select", {{"type", "point"}, {"fields", {"came"}}}}, {"bind", "legend"}}}},
      {"mark", {{"type", "area"}}}};
  areas["encoding"] = Json{
      {"x", days()},
      {"y",
       numbers("h100e", "in China (H100e)", Json{{"stack", "zero"}, {"axis", {{"format", kThousands}}}})},
      {"color", colour},
      {"order", {{"field", "rank"}}},
      {"opacity", {{"condition", {{"param", "legend"}, {"value", 0.85}}}, {"value", 0.1}}},
      {"tooltip", tooltip({"came", "date"}, {"h100e"})}};
  spec["layer"].push_back(std::move(areas));
  for (const auto& [name, width] : {std::pair{"low", 1.0}, {"median", 2.5}, {"high", 1.0}})
    spec["layer"].push_back(
        Json{{"mark", {{"type", "line"}, {"color", palette::kBlack}, {"strokeWidth", width}}},
             {"encoding",
              {{"x", days()},
               {"y", numbers(name, "in China (H100e)")},
               {"tooltip", tooltip({"date"}, {"low", "median", "high"})}}}});
  spec["layer"].push_back(million_line(million_of(results)));
  return {"stock", title, std::move(spec), std::move(data)};
}

Figure clusters_figure(const Results& results) {
  const std::string title = "China's largest site, largest fleet and whole stock against a million";
  sim::Table data = table_with(title, {"policy", "date", "cluster", "p5", "p25", "median", "p75", "p95"});
  const std::vector<std::pair<const char*, OfStanding>> clusters{
      {"one site", [](const Standing& at) { return at.campus_china; }},
      {"one actor", [](const Standing& at) { return at.fleet_china; }},
      {"all of China", [](const Standing& at) { return at.nation_china; }}};
  for_each_policy(results, [&](const std::string& policy, const VariantRuns& runs) {
    const RunOutcome* any = any_of(runs);
    for (std::size_t i = 0; any != nullptr && i < any->standings.size(); ++i) {
      for (const auto& [name, number] : clusters) {
        const std::vector<double> values = at_standing(runs, i, number);
        std::vector<sim::Cell> row{sim::text_cell(policy),
                                   sim::text_cell(day_of(runs, static_cast<int>(any->standings[i].week))),
                                   sim::text_cell(name)};
        for (const double p : {0.05, 0.25, 0.5, 0.75, 0.95})
          row.push_back(drawn_cell(std::max(1.0, sim::quantile(values, p))));
        data.rows.push_back(std::move(row));
      }
    }
  });
  Json spec = specification(
      title,
      "H100e, a logarithmic axis. Line: median over runs; bands: half of them, and nine in ten. Dashed: a million.",
      data);
  choose_policy(spec, results);
  lay_out(spec, 360);
  Json colour = coloured(
      "", {{"one site", palette::kOrange}, {"one actor", palette::kBlue}, {"all of China", palette::kGreen}});
  colour.erase("datum");
  colour.update(Json{{"field", "cluster"}, {"type", "nominal"}});
  const Json y = Json::parse(
      R"({"scale": {"type": "log", "domainMin": 1000}, "axis": {"format": "~s", "tickCount": 5}})");
  for (const auto& [low, high, opacity] : {std::tuple{"p5", "p95", 0.16}, {"p25", "p75", 0.3}})
    spec["layer"].push_back(
        Json{{"mark", {{"type", "area"}, {"clip", true}}},
             {"encoding",
              {{"x", days()},
               {"y", numbers(low, "H100e", y)},
               {"y2", range_end(high)},
               {"color", colour},
               {"opacity", {{"condition", {{"param", "legend"}, {"value", opacity}}}, {"value", 0.02}}}}}});
  spec["layer"].push_back(
      Json{{"mark", {{"type", "line"}, {"strokeWidth", 2.5}, {"clip", true}}},
           {"encoding",
            {{"x", days()},
             {"y", numbers("median", "H100e", y)},
             {"color", colour},
             {"opacity", {{"condition", {{"param", "legend"}, {"value", 1}}}, {"value", 0.08}}},
             {"tooltip", tooltip({"cluster", "date"}, {"p5", "p25", "median", "p75", "p95"})}}}});
  spec["layer"].push_back(million_line(million_of(results)));
  spec["layer"][0]["params"] = Json::array({Json{
      {"name", "legend"}, {"select", {{"type", "point"}, {"fields", {"cluster"}}}}, {"bind", "legend"}}});
  return {"clusters", title, std::move(spec), std::move(data)};
}

Figure premium_figure(const Results& results) {
  const std::string title = "What smuggled chips cost over their list price";
  sim::Table data = table_with(title, {"policy", "date", "p5", "median", "p95"});
  constexpr std::size_t kEvery = 4;  // weeks: as often as standings are taken
  for_each_policy(results, [&](const std::string& policy, const VariantRuns& runs) {
    const RunOutcome* any = any_of(runs);
    for (std::size_t week = 0; any != nullptr && week < any->premium.size(); week += kEvery) {
      std::vector<double> values;
      for (const auto& outcome : runs.outcomes) {
        if (outcome && week < outcome->premium.size())
          values.push_back(at(outcome->premium[week], chokepoint::ChipClass::kTraining));
      }
      const sim::Spread spread = sim::spread(values);
      data.rows.push_back({sim::text_cell(policy), sim::text_cell(day_of(runs, static_cast<int>(week))),
                           drawn_cell(spread.low), drawn_cell(spread.median), drawn_cell(spread.high)});
    }
  });
  Json spec = specification(
      title,
      "Of chips for training, as a multiple of the list price. Line: median over runs; band: nine in ten.",
      data);
  choose_policy(spec, results);
  lay_out(spec, 260);
  const Json y = numbers("median", "price over list (x)");
  spec["layer"] = Json::array(
      {Json{{"mark", {{"type", "area"}, {"color", palette::kVermilion}, {"opacity", 0.2}}},
            {"encoding",
             {{"x", days()}, {"y", numbers("p5", "price over list (x)")}, {"y2", range_end("p95")}}}},
       Json{{"mark", {{"type", "line"}, {"color", palette::kVermilion}, {"strokeWidth", 2.5}}},
            {"encoding",
             {{"x", days()}, {"y", y}, {"tooltip", tooltip({"date"}, {"p5", "median", "p95"})}}}}});
  return {"premium", title, std::move(spec), std::move(data)};
}

Figure law_figure(const Results& results) {
  const Variant& policy = results.variants().front().variant();
  const std::string title = fmt::format("The law under the policy: {}", title_of(results, policy.name));
  sim::Table data = table_with(title, {"label", "regime", "announced", "binds from"});
  const auto text_of = [](const sim::Node& node, const char* path) {
    const sim::Node* at = node_at(node, path);
    return at == nullptr ? std::string() : at->text;
  };
  const sim::Node* calendar = node_at(policy.root, "calendar");
  for (std::size_t i = 0; calendar != nullptr && i < calendar->items.size(); ++i) {
    const std::string name = text_of(calendar->items[i], "regime");
    const auto regime = std::ranges::find_if(
        results.study().regimes, [&](const sim::Node& node) { return text_of(node, "regime") == name; });
    if (regime == results.study().regimes.end()) continue;
    const auto day = [&](const char* field) {
      const std::string own = text_of(calendar->items[i], field);
      return own.empty() ? text_of(*regime, field) : own;
    };
    data.rows.push_back({sim::text_cell(in_lines(text_of(*regime, "title"), kWideLabelColumns)),
                         sim::text_cell(text_of(*regime, "title")),
                         sim::text_cell(day("announced").empty() ? day("effective") : day("announced")),
                         sim::text_cell(day("effective"))});
  }
  std::ranges::stable_sort(data.rows, {}, [](const auto& row) { return row[3].text; });
  Json spec = specification(title, "Open: announced; filled: binds from that day on.", data);
  spec["width"] = kFigurePixels;
  spec["height"] = std::max<std::size_t>(data.rows.size(), 1) * 27;
  spec["config"]["axis"]["labelFontSize"] = 10.5;
  spec["autosize"] = Json{{"type", "fit-x"}, {"contains", "padding"}};
  Json y = names("label");
  y["axis"]["labelExpr"] = "split(datum.label, '\\n')";
  Json binds = days();
  binds["field"] = "binds from";
  Json announced = days();
  announced["field"] = "announced";
  const Json tip = tooltip({"regime", "announced", "binds from"});
  spec["layer"] = Json::array(
      {Json{{"mark", {{"type", "rule"}, {"color", palette::kGrey}, {"strokeWidth", 2}}},
            {"encoding", {{"y", y}, {"x", announced}, {"x2", range_end("binds from")}}}},
       Json{{"mark", {{"type", "point"}, {"color", palette::kBlue}, {"size", 60}}},
            {"encoding", {{"y", y}, {"x", announced}, {"tooltip", tip}}}},
       Json{{"mark",
             {{"type", "point"}, {"filled", true}, {"color", palette::kBlue}, {"size", 90}, {"opacity", 1}}},
            {"encoding", {{"y", y}, {"x", binds}, {"tooltip", tip}}}}});
  return {"law", title, std::move(spec), std::move(data)};
}

}  // namespace tools
