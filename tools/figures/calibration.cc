#include "tools/figures/calibration.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/analysis/posterior.h"
#include "sim/numeric/statistics.h"
#include "sim/report/words.h"

namespace tools {
namespace {

/// Columns of a table that is drawn; no person reads it, so that names are all it needs.
sim::Table table_of(std::string title, const std::vector<std::string>& columns) {
  sim::Table table;
  table.title = std::move(title);
  for (const std::string& column : columns) table.columns.push_back({column});
  return table;
}

/// Nothing where a logarithmic axis could not show it.
sim::Cell above_zero(double value) {
  return std::isfinite(value) && value > 0 ? sim::number_cell(value) : sim::missing_cell();
}

Json layer(const Json& mark, const Json& encoding) { return Json{{"mark", mark}, {"encoding", encoding}}; }

/// Rows of bars: as high as there are rows, as wide as every picture with its names.
void lay_out_rows(Json& spec, std::size_t rows, std::size_t pixels_a_row) {
  spec["width"] = kFigurePixels;
  spec["height"] = rows * pixels_a_row;
  spec["autosize"] = Json{{"type", "fit-x"}, {"contains", "padding"}};
}

// --- How far it narrowed

constexpr std::string_view kShareLeft = "space left (share of the prior)";

Figure waves_figure(const Calibration& calibration) {
  const std::string title = "How far the record narrows the parameters";
  sim::Table data = table_of(title, {"wave", "share left", "low", "high", "runs", "in play", "label"});
  data.rows.push_back({sim::count_cell(0), sim::number_cell(1), sim::number_cell(1), sim::number_cell(1),
                       sim::count_cell(0), sim::count_cell(0), sim::text_cell("the prior")});
  for (std::size_t i = 0; i < calibration.waves.size(); ++i) {
    const sim::WaveReport& wave = calibration.waves[i];
    data.rows.push_back({sim::count_cell(static_cast<double>(i + 1)), above_zero(wave.share_kept.value),
                         above_zero(wave.share_kept.interval.low), above_zero(wave.share_kept.interval.high),
                         sim::count_cell(static_cast<double>(wave.runs)),
                         sim::count_cell(static_cast<double>(wave.active)),
                         sim::text_cell(sim::rounded(wave.share_kept.value))});
  }
  Json spec = specification(
      title,
      fmt::format(
          "Share of the space of {} uncertain parameters that the record does not rule out, by wave of runs "
          "(90 % interval).",
          calibration.paths.size()),
      data);
  spec["width"] = kFigurePixels;
  spec["height"] = 300;
  spec["autosize"] = Json{{"type", "fit"}, {"contains", "padding"}};
  spec["encoding"]["x"] = Json::parse(R"({"field": "wave", "type": "ordinal", "title": "wave of runs",
    "axis": {"labelAngle": 0, "grid": false}})");
  const Json share = numbers("share left", kShareLeft,
                             Json::parse(R"({"scale": {"type": "log"}, "axis": {"format": "~g"}})"));
  const Json line{{"type", "line"}, {"color", palette::kBlue}, {"strokeWidth", 2}};
  const Json point{
      {"type", "point"}, {"filled", true}, {"size", 50}, {"opacity", 1}, {"color", palette::kBlue}};
  const Json interval{{"type", "rule"}, {"color", palette::kBlue}, {"strokeWidth", 2}};
  const Json text{{"type", "text"}, {"align", "left"}, {"dx", 9}, {"dy", -9}, {"fontSize", 12}};
  spec["layer"] = Json::array(
      {layer(line, {{"y", share}}),
       layer(interval, {{"y", numbers("low", kShareLeft)}, {"y2", range_end("high")}}),
       layer(point, {{"y", share}, {"tooltip", tooltip({"wave"}, {"share left", "runs", "in play"})}}),
       layer(text, {{"y", share}, {"text", Json{{"field", "label"}}}})});
  return {"waves", title, std::move(spec), std::move(data)};
}

// --- What it learned

double quantile_of(const sim::Matrix& points, std::size_t input, double share) {
  std::vector<double> values;
  for (const auto& point : points) values.push_back(point[input]);
  return sim::quantile(std::move(values), share);
}

/// The informed parameters, those first of which most was learned. Choices between two forms have no place in between, and
/// a table of their own.
std::vector<sim::Informed> most_informed(const Calibration& calibration) {
  std::vector<sim::Informed> inputs = sim::informed(calibration.posterior);
  std::erase_if(inputs, [&](const sim::Informed& input) {
    return !input.informed ||
           std::any_of(calibration.choices.begin(), calibration.choices.end(),
                       [&](const FormChoice& choice) { return choice.input == input.input; });
  });
  std::stable_sort(inputs.begin(), inputs.end(), [](const sim::Informed& a, const sim::Informed& b) {
    return a.ratio.value < b.ratio.value;
  });
  return inputs;
}

Figure parameters_figure(const Calibration& calibration, const std::vector<sim::Informed>& inputs) {
  const std::string title = "What the record says of parameters";
  sim::Table data =
      table_of(title, {"parameter", "says", "5 %", "25 %", "median", "75 %", "95 %", "variance left"});
  for (const sim::Informed& input : inputs) {
    const auto quartile = [&](double share) {
      return sim::number_cell(quantile_of(calibration.posterior.points, input.input, share));
    };
    data.rows.push_back({sim::text_cell(calibration.paths[input.input]),
                         sim::text_cell(calibration.says[input.input]), sim::number_cell(input.spread.low),
                         quartile(0.25), sim::number_cell(input.spread.median), quartile(0.75),
                         sim::number_cell(input.spread.high), sim::number_cell(input.ratio.value)});
  }
  Json spec = specification(
      title,
      fmt::format(
          "Where values lie in their priors before and after they are held against {} figures on record: thin bars and "
          "light grey 5-95 %, thick bars and dark grey 25-75 %. The {} informed of {} parameters, those first whose "
          "variance shrank most; the others stay near their priors.",
          calibration.targets.size(), inputs.size(), calibration.paths.size() - calibration.choices.size()),
      data);
  lay_out_rows(spec, inputs.size(), 24);
  const Legend legend{
      {"prior", palette::kGrey}, {"posterior", palette::kBlue}, {"its median", palette::kOrange}};
  const std::string place = "place in the prior (0: its lowest value, 1: its highest)";
  const Json whole =
      Json::parse(R"({"scale": {"domain": [0, 1]}, "axis": {"tickCount": 5, "format": "~g"}})");
  const auto at = [&](std::string_view column) { return numbers(column, place, whole); };
  const auto prior = [&](double from, double to, double opacity) {
    Json mark = bar(16);
    mark["opacity"] = opacity;
    Json begin = at("");
    begin.erase("field");
    begin["datum"] = from;
    return layer(mark, {{"x", begin}, {"x2", {{"datum", to}}}, {"color", coloured(legend[0].first, legend)}});
  };
  const Json seen =
      tooltip({"parameter", "says"}, {"5 %", "25 %", "median", "75 %", "95 %", "variance left"});
  spec["encoding"]["y"] = names("parameter");
  spec["layer"] = Json::array(
      {prior(0.05, 0.95, 0.35), prior(0.25, 0.75, 0.45),
       layer(bar(3),
             {{"x", at("5 %")}, {"x2", range_end("95 %")}, {"color", coloured(legend[1].first, legend)}}),
       layer(bar(9), {{"x", at("25 %")},
                      {"x2", range_end("75 %")},
                      {"color", coloured(legend[1].first, legend)},
                      {"tooltip", seen}}),
       layer(middle(16),
             {{"x", at("median")}, {"color", coloured(legend[2].first, legend)}, {"tooltip", seen}})});
  return {"parameters", title, std::move(spec), std::move(data)};
}

// --- Whether it meets the record

/// A range that is wider by less of its figure is not seen to be: it is a pixel or two.
constexpr double kSeen = 0.02;
constexpr std::string_view kOverPublished = "model over published (ratio; 1: as published)";

Figure targets_figure(const Calibration& calibration) {
  const std::string title = "The model beside the record, before and after";
  sim::Table data =
      table_of(title, {"figure", "says", "kind", "date", "published", "record low", "record high",
                       "allowed low", "allowed high", "before 5 %", "before median", "before 95 %",
                       "after 5 %", "after median", "after 95 %"});
  for (const CalibrationTarget& target : calibration.targets) {
    const auto off = [&](double log_value) { return above_zero(std::exp(log_value - target.log_value)); };
    const double record = sim::kNormal95 * target.record_sd;
    const double allowed = sim::kNormal95 * std::hypot(target.record_sd, target.discrepancy);
    data.rows.push_back({sim::text_cell(target.name), sim::text_cell(target.figure.says),
                         sim::text_cell(std::string(sim::enum_name(target.figure.kind))),
                         sim::text_cell(target.figure.date.iso()), sim::number_cell(target.figure.value),
                         sim::number_cell(std::exp(-record)), sim::number_cell(std::exp(record)),
                         sim::number_cell(std::exp(-allowed)), sim::number_cell(std::exp(allowed)),
                         off(target.before.low), off(target.before.median), off(target.before.high),
                         off(target.after.low), off(target.after.median), off(target.after.high)});
  }
  Json spec = specification(
      title,
      "What the model says of each figure on record, over its published value. Grey: the 90 % range of the record as "
      "calibration takes it, lighter with what the model misses by kind of figure (discrepancy, where it would be seen). "
      "Before: runs of the first wave, from the prior. After: what emulators say of draws of the posterior, random draws "
      "included. Bars: 5-95 %, with the median.",
      data);
  lay_out_rows(spec, data.rows.size(), 20);
  const bool widened = std::any_of(
      calibration.targets.begin(), calibration.targets.end(), [](const CalibrationTarget& target) {
        return std::hypot(target.record_sd, target.discrepancy) - target.record_sd > kSeen;
      });
  Legend legend{{"record", palette::kGrey}, {"before", palette::kOrange}, {"after", palette::kBlue}};
  if (widened) legend.insert(legend.begin() + 1, {"record with discrepancy", palette::kLightGrey});
  const Json scale = Json::parse(R"({"scale": {"type": "log", "nice": false, "padding": 10},
                                      "axis": {"format": "~g", "labelOverlap": "greedy", "labelSeparation": 6}})");
  const auto range = [&](const Json& mark, std::string_view low, std::string_view high, const char* entry) {
    return layer(mark, {{"x", numbers(low, kOverPublished, scale)},
                        {"x2", range_end(high)},
                        {"color", coloured(entry, legend)},
                        {"tooltip", tooltip({"figure", "says", "kind", "date"},
                                            {"published", std::string(low), std::string(high)})}});
  };
  const auto median = [&](std::string_view column, int down) {
    Json mark = middle(7, down);
    mark["color"] = palette::kBlack;
    return layer(mark, {{"x", numbers(column, kOverPublished, scale)}});
  };
  Json as_published =
      layer(Json{{"type", "rule"}, {"color", palette::kBlack}, {"strokeDash", Json::array({3, 2})}},
            Json{{"x", {{"datum", 1}}}, {"y", {{"value", 0}}}, {"y2", {{"value", "height"}}}});
  as_published["data"]["values"] = Json::array({Json::object()});
  spec["encoding"]["y"] = names("figure");
  spec["layer"] = Json::array();
  if (widened)
    spec["layer"].push_back(range(bar(15), "allowed low", "allowed high", "record with discrepancy"));
  for (const Json& part :
       {range(bar(15), "record low", "record high", "record"),
        range(bar(4, -3), "before 5 %", "before 95 %", "before"), median("before median", -3),
        range(bar(4, 3), "after 5 %", "after 95 %", "after"), median("after median", 3), as_published})
    spec["layer"].push_back(part);
  return {"targets", title, std::move(spec), std::move(data)};
}

// --- What it cannot tell apart

/// A path in lines that a small panel can hold.
Json path_lines(const std::string& path) {
  Json lines = Json::array({""});
  std::size_t begin = 0;
  while (begin < path.size()) {
    const std::size_t end = std::min(path.find('.', begin), path.size() - 1) + 1;
    const std::string part = path.substr(begin, end - begin);
    if (const std::string last = lines.back(); !last.empty() && last.size() + part.size() > 30)
      lines.push_back(part);
    else
      lines.back() = last + part;
    begin = end;
  }
  return lines;
}

Json pair_panel(const Calibration& calibration, const sim::InputPair& pair, std::size_t number) {
  const auto axis = [&](std::string_view column, std::size_t input) {
    Json channel =
        numbers(column, "", Json::parse(R"({"scale": {"domain": [0, 1]}, "axis": {"tickCount": 3}})"));
    channel["title"] = path_lines(calibration.paths[input]);
    return channel;
  };
  const Json point{{"type", "circle"}, {"color", palette::kBlue}, {"opacity", 0.6}, {"size", 14}};
  Json panel = layer(point, {{"x", axis("x", pair.first)}, {"y", axis("y", pair.second)}});
  panel["title"] = Json{{"text", fmt::format("rank correlation {:.2f}", pair.correlation)},
                        {"fontSize", 12},
                        {"fontWeight", "normal"},
                        {"frame", "group"},
                        {"offset", 6}};
  panel["transform"] = Json::array({Json{{"filter", Json{{"field", "pair"}, {"equal", number + 1}}}}});
  panel["width"] = 185;
  panel["height"] = 185;
  return panel;
}

Figure pairs_figure(const Calibration& calibration, const std::vector<sim::InputPair>& pairs) {
  const std::string title = "Parameters that the record cannot tell apart";
  sim::Table data = table_of(title, {"pair", "first", "second", "x", "y"});
  const std::size_t shown = std::min(pairs.size(), kMostPairs);
  Json panels = Json::array();
  for (std::size_t i = 0; i < shown; ++i) {
    for (const auto& point : calibration.posterior.points)
      data.rows.push_back(
          {sim::count_cell(static_cast<double>(i + 1)), sim::text_cell(calibration.paths[pairs[i].first]),
           sim::text_cell(calibration.paths[pairs[i].second]), sim::number_cell(point[pairs[i].first]),
           sim::number_cell(point[pairs[i].second])});
    panels.push_back(pair_panel(calibration, pairs[i], i));
  }
  Json spec = specification(
      title,
      fmt::format(
          "Draws of the posterior by place in the prior (0: its lowest value, 1: its highest). Pairs with a rank "
          "correlation beyond {}, strongest first ({} of {}): the record lets one vary as far as the other makes up "
          "for it.",
          kLeastLikeness, shown, pairs.size()),
      data);
  spec["columns"] = 3;
  spec["spacing"] = 24;
  spec["concat"] = std::move(panels);
  return {"pairs", title, std::move(spec), std::move(data)};
}

}  // namespace

std::vector<Figure> calibration_figures(const Calibration& calibration) {
  std::vector<Figure> figures{waves_figure(calibration), targets_figure(calibration)};
  if (!calibration.unmet.empty()) return figures;
  const std::vector<sim::Informed> inputs = most_informed(calibration);
  if (!inputs.empty()) figures.push_back(parameters_figure(calibration, inputs));
  const auto pairs = sim::correlated_pairs(calibration.posterior.points, kLeastLikeness);
  if (!pairs.empty()) figures.push_back(pairs_figure(calibration, pairs));
  return figures;
}

}  // namespace tools
