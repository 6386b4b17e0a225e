#include "tools/figures/rows.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "tools/figures/picked.h"

namespace tools {
namespace {

/// A line of a label: its font and what Vega puts between lines.
constexpr std::size_t kLabelLinePixels = 14;

}  // namespace

bool says(const sim::Table& table, const TableRow& row, std::string_view column, std::string_view word) {
  const auto* text = std::get_if<std::string>(&row[column_of(table, column)].raw);
  return text != nullptr && *text == word;
}

double number_in(const sim::Table& table, const TableRow& row, std::string_view column) {
  const std::size_t at = column_of(table, column);
  const auto* number = at < row.size() ? std::get_if<double>(&row[at].raw) : nullptr;
  return number == nullptr ? NAN : *number;
}

std::vector<std::string> texts_of(const sim::Table& data, std::size_t column) {
  std::vector<std::string> texts;
  for (const TableRow& row : data.rows) {
    if (std::ranges::find(texts, row[column].text) == texts.end()) texts.push_back(row[column].text);
  }
  return texts;
}

std::size_t row_pixels(const sim::Table& data, std::size_t least) {
  constexpr std::size_t kBetweenLabels = 4;
  const auto lines = [](const std::string& label) {
    return static_cast<std::size_t>(std::ranges::count(label, '\n')) + 1;
  };
  std::size_t pixels = least;
  const std::vector<std::string> rows = texts_of(data, 0);
  for (std::size_t row = 1; row < rows.size(); ++row) {
    const std::size_t both = lines(rows[row - 1]) + lines(rows[row]);
    pixels = std::max(pixels, both * kLabelLinePixels / 2 + kBetweenLabels);
  }
  return pixels;
}

void lay_out_labels(Json& spec, const sim::Table& data, std::size_t pixels_a_row) {
  spec["width"] = kFigurePixels;
  spec["height"] = std::max<std::size_t>(texts_of(data, 0).size(), 1) * row_pixels(data, pixels_a_row);
  spec["autosize"] = Json{{"type", "fit-x"}, {"contains", "padding"}};
}

Json labels(std::string_view column) {
  Json channel = names(column);
  channel["axis"]["labelExpr"] = "split(datum.label, '\\n')";
  // The lines of a label lie around its row, not below it.
  channel["axis"]["labelOffset"]["value"] = 0;
  channel["axis"]["labelOffset"]["condition"] =
      Json{{"test", "true"},
           {"expr", fmt::format("-{} * (length(split(datum.label, '\\n')) - 1)", kLabelLinePixels / 2)}};
  return channel;
}

Json ticks_of(const std::string& behind) {
  return Json{{"tickCount", 5},
              {"labelExpr", "format(datum.value, abs(datum.value) < 1 ? '~g' : '~s') + " + behind}};
}

void add_intervals(Json& spec, const Json& x, std::string_view low, std::string_view high, const Json& more,
                   const Json& tip) {
  Json interval{{"mark", Json{{"type", "rule"}, {"strokeWidth", 6}, {"opacity", 0.45}}}};
  interval["encoding"] = more;
  interval["encoding"]["x"] = x;
  interval["encoding"]["x"]["field"] = low;
  interval["encoding"]["x2"] = range_end(high);
  interval["encoding"]["tooltip"] = tip;
  Json point{{"mark", Json{{"type", "point"}, {"filled", true}, {"size", 90}, {"opacity", 1}}}};
  point["encoding"] = more;
  point["encoding"]["x"] = x;
  point["encoding"]["tooltip"] = tip;
  spec["layer"].push_back(std::move(interval));
  spec["layer"].push_back(std::move(point));
}

Json rule_at(const Json& channel, const Json& datum) {
  Json rule{{"mark", Json{{"type", "rule"}, {"color", palette::kVermilion}, {"strokeDash", {5, 4}}}}};
  rule["encoding"][channel.get<std::string>()] = Json{{"datum", datum}};
  return rule;
}

void choose_one(Json& spec, const sim::Table& data, std::size_t column, std::string_view words) {
  const std::vector<std::string> texts = texts_of(data, column);
  spec["params"] = Json::array(
      {Json{{"name", "chosen"},
            {"value", texts.empty() ? "" : texts.front()},
            {"bind", {{"input", "select"}, {"options", texts}, {"name", std::string(words) + " "}}}}});
  spec["transform"] =
      Json::array({Json{{"filter", "datum['" + data.columns[column].header + "'] == chosen"}}});
}

Json legend_of(std::string_view column, const std::vector<std::string_view>& colours) {
  Json channel{{"field", column}, {"type", "nominal"}, {"sort", nullptr}};
  for (const std::string_view colour : colours) channel["scale"]["range"].push_back(colour);
  channel["legend"] = Json{{"columns", 1}};
  return channel;
}

}  // namespace tools
