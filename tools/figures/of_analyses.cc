#include "tools/figures/of_analyses.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/report/words.h"
#include "tools/figures/picked.h"
#include "tools/figures/rows.h"

namespace tools {
namespace {

/// Of a policy's factors the largest.
constexpr std::size_t kMostFactors = 15;
constexpr std::size_t kLabelColumn = 0;
constexpr std::size_t kFactorColumn = 1;
constexpr std::size_t kPolicyColumn = 2;
constexpr std::size_t kBoxColumn = 3;
constexpr std::size_t kPixelsAFactor = 40;
constexpr std::size_t kPixelsABar = 62;

/// Leaves so many rows with each text of a column at most.
void keep_first_of_each(sim::Table& data, std::size_t column, std::size_t most) {
  std::map<std::string, std::size_t> rows;
  std::erase_if(data.rows, [&](const TableRow& row) { return rows[row[column].text]++ >= most; });
}

/// A row is drawn where its label is: of factors with the same words each has its name behind them, or they would be drawn as
/// one. Before the labels are broken into lines.
void tell_apart(sim::Table& data) {
  std::map<std::string, std::set<std::string>> factors;
  for (const TableRow& row : data.rows) factors[row[kLabelColumn].text].insert(row[kFactorColumn].text);
  for (TableRow& row : data.rows) {
    std::string label = row[kLabelColumn].text;
    if (factors[label].size() > 1) label += fmt::format(" ({})", row[kFactorColumn].text);
    row[kLabelColumn] = sim::text_cell(in_lines(label));
  }
}

/// A policy a time, in a picture as high as what is drawn of it.
void choose_policy_of(Json& spec, const sim::Table& data, std::size_t pixels_a_row) {
  choose_one(spec, data, kPolicyColumn, "Policy");
  spec["height"] = Json{{"step", pixels_a_row}};
}

/// A row a factor that a box bounds: what is drawn of it.
struct BoxRows {
  explicit BoxRows(const sim::Table& limits) : limits_(limits) {
    data.title = limits.title;
    for (const char* name : {"label", "factor", "policy", "box", "low", "high", "lowest", "highest", "from",
                             "to", "at_least", "at_most", "range_low", "range_high"})
      data.columns.push_back({name});
    for (const TableRow& row : limits.rows) {
      policies_.insert(text(row, "scenario"));
      boxes_.insert(text(row, "box"));
    }
    for (const TableRow& row : limits.rows) add(row);
    tell_apart(data);
  }
  std::size_t policies() const { return policies_.size(); }

  sim::Table data;

 private:
  const std::string& text(const TableRow& row, const char* column) const {
    return row[column_of(limits_, column)].text;
  }
  double number(const TableRow& row, const char* column) const { return number_in(limits_, row, column); }
  std::string box_text(const TableRow& row) const {
    return fmt::format("{}box {}: coverage {}, density {}",
                       policies() > 1 ? text(row, "scenario") + ", " : "", text(row, "box"),
                       sim::percent(number(row, "coverage")), sim::percent(number(row, "density")));
  }
  void add(const TableRow& row) {
    const double lowest = number(row, "lowest");
    const double highest = number(row, "highest");
    const double low = number(row, "low");
    const double high = number(row, "high");
    const auto place = [&](double limit) {
      return drawn_cell(std::clamp((limit - lowest) / (highest - lowest), 0.0, 1.0));
    };
    const std::string& named = text(row, "unit");
    const std::string unit = named.empty() || named == "1" || named == "fraction" ? "" : " " + named;
    const auto words = [&](const char* sign, double limit) {
      return sim::text_cell(fmt::format("{}{}{}", sign, sim::rounded(limit, 3), unit));
    };
    const std::string what = text(row, text(row, "what it is").empty() ? "factor" : "what it is");
    const std::string label = boxes_.size() > 1 ? fmt::format("Box {}: {}", text(row, "box"), what) : what;
    data.rows.push_back(
        {sim::text_cell(label), sim::text_cell(text(row, "factor")), sim::text_cell(text(row, "scenario")),
         sim::text_cell(box_text(row)), sim::number_cell(low), sim::number_cell(high),
         sim::number_cell(lowest), sim::number_cell(highest), place(low), place(high),
         low > lowest ? words("≥ ", low) : sim::text_cell(""),
         high < highest ? words("≤ ", high) : sim::text_cell(""), words("", lowest), words("", highest)});
  }

  const sim::Table& limits_;
  std::set<std::string> policies_;
  std::set<std::string> boxes_;
};

/// Words above or below a bar, at a place of it.
Json words_at(const Json& x, const char* column, const Json& mark) {
  Json layer{{"mark", Json{{"type", "text"}, {"fontSize", 12}}}};
  layer["mark"].update(mark);
  layer["encoding"] =
      Json{{"y", labels("label")}, {"x", x}, {"text", {{"field", column}, {"type", "nominal"}}}};
  return layer;
}

}  // namespace

std::optional<Figure> tornado_figure(const sim::Table& sensitivity) {
  const bool is_tornado = column_of(sensitivity, "low_change") < sensitivity.columns.size();
  std::string figure;
  for (const char* name : {"low_change", "total", "mu_star", "prcc"}) {
    if (figure.empty() && column_of(sensitivity, name) < sensitivity.columns.size()) figure = name;
  }
  if (figure.empty()) return std::nullopt;
  std::vector<Picked> columns{
      {"what it is", "label"}, {"factor", "factor"},     {"scenario", "policy", Take::kText},
      {figure, "effect"},      {figure + "_low", "low"}, {figure + "_high", "high"}};
  if (is_tornado)
    columns.insert(
        columns.end(),
        {{"high_change", "effect_high"}, {"high_change_low", "low_high"}, {"high_change_high", "high_high"}});
  sim::Table data = picked(sensitivity, columns, [&](const TableRow& row) {
    return !says(sensitivity, row, "factor", "(noise line)") &&
           std::isfinite(number_in(sensitivity, row, figure));
  });
  if (data.rows.empty()) return std::nullopt;
  for (TableRow& row : data.rows) {
    sim::Cell& label = row[kLabelColumn];
    label = sim::text_cell(std::get<std::string>(label.raw));
    // A lever has a name and no words of its own.
    if (label.text.empty()) label = sim::text_cell(row[kFactorColumn].text);
  }
  tell_apart(data);
  keep_first_of_each(data, kPolicyColumn, kMostFactors);
  const bool has_choice = texts_of(data, kPolicyColumn).size() > 1;
  Json spec = specification(
      sensitivity.title,
      is_tornado ? "Change of the mean over runs when one moves alone to its lowest and its highest, "
                   "with 90 % intervals that hold for all at once."
                 : "The largest first, with 90 % intervals that hold for all at once.",
      data);
  lay_out_labels(spec, data, kPixelsAFactor);
  if (has_choice) choose_policy_of(spec, data, row_pixels(data, kPixelsAFactor));
  const char* whose = has_choice ? "datum.policy + ': '" : "''";
  for (const char* end : {"lowest", "highest"})
    spec["transform"].push_back(
        Json{{"calculate", fmt::format("{} + 'at its {}'", whose, end)}, {"as", fmt::format("at_{}", end)}});
  const Json axis{{"axis", ticks_of()}};
  const std::string head = sensitivity.columns[column_of(sensitivity, figure)].header;
  Json more{{"y", labels("label")}, {"color", Json{{"value", palette::kBlue}}}};
  const std::vector<std::string_view> ends{palette::kBlue, palette::kVermilion};
  if (is_tornado) {
    more["color"] = legend_of("at_lowest", ends);
  } else if (has_choice) {
    more["color"] = legend_of("policy", {palette::kBlue});
  }
  add_intervals(spec, numbers("effect", is_tornado ? "change of the mean" : head, axis), "low", "high", more,
                tooltip({"factor", "policy"}, {"effect", "low", "high"}));
  if (is_tornado) {
    more["color"] = legend_of("at_highest", ends);
    add_intervals(spec, numbers("effect_high", "change of the mean", axis), "low_high", "high_high", more,
                  tooltip({"factor", "policy"}, {"effect_high", "low_high", "high_high"}));
  }
  spec["layer"].push_back(rule_at("x", 0));
  return Figure{"tornado", sensitivity.title, std::move(spec), std::move(data)};
}

std::optional<Figure> boxes_figure(const sim::Table& limits) {
  if (limits.rows.empty()) return std::nullopt;
  BoxRows rows(limits);
  sim::Table& data = rows.data;
  const std::string which =
      rows.policies() > 1 ? "" : fmt::format("{}. ", fmt::join(texts_of(data, kBoxColumn), "; "));
  Json spec = specification(
      limits.title,
      fmt::format(
          "{}Coloured: the values inside a box; grey: all that were looked at. Coverage: the share of all "
          "cases of interest that a box holds; density: the share of its cases that are of interest.",
          which),
      data);
  lay_out_labels(spec, data, kPixelsABar);
  if (rows.policies() > 1) choose_policy_of(spec, data, row_pixels(data, kPixelsABar));
  const Json x =
      numbers("from", "from the least to the most that was looked at",
              Json::parse(R"({"scale": {"domain": [0, 1]}, "axis": {"format": "%", "tickCount": 5}})"));
  Json to = x;
  to["field"] = "to";
  constexpr int kBarPixels = 14;
  spec["layer"].push_back(
      Json{{"mark", {{"type", "rule"}, {"strokeWidth", kBarPixels}, {"color", palette::kLightGrey}}},
           {"encoding", {{"y", labels("label")}, {"x", {{"datum", 0}}}, {"x2", {{"datum", 1}}}}}});
  spec["layer"].push_back(
      Json{{"mark", {{"type", "rule"}, {"strokeWidth", kBarPixels}, {"opacity", 1}}},
           {"encoding",
            {{"y", labels("label")},
             {"x", x},
             {"x2", range_end("to")},
             {"color", legend_of("box", {palette::kBlue, palette::kVermilion, palette::kGreen})},
             {"tooltip", tooltip({"factor", "policy", "box"}, {"low", "high", "lowest", "highest"})}}}});
  // Words of a limit go inwards from the ends of a picture, so that none is cut.
  const Json least = Json::parse(R"({"dy": -17, "align": {"expr": "datum.from > 0.6 ? 'right' : 'left'"}})");
  const Json most = Json::parse(R"({"dy": -17, "align": {"expr": "datum.to < 0.4 ? 'left' : 'right'"}})");
  spec["layer"].push_back(words_at(x, "at_least", least));
  spec["layer"].push_back(words_at(to, "at_most", most));
  const Json grey{{"dy", 17}, {"color", "#666666"}, {"align", "left"}};
  Json right = grey;
  right["align"] = "right";
  spec["layer"].push_back(words_at(Json{{"datum", 0}}, "range_low", grey));
  spec["layer"].push_back(words_at(Json{{"datum", 1}}, "range_high", right));
  return Figure{"boxes", limits.title, std::move(spec), std::move(data)};
}

}  // namespace tools
