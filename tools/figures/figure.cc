#include "tools/figures/figure.h"

#include <sstream>

#include "sim/report/words.h"

namespace tools {
namespace {

/// Characters of a subtitle that 800 pixels hold in its font.
constexpr int kSubtitleColumns = 120;

Json look() {
  return Json::parse(R"({
    "font": "DejaVu Sans",
    "view": {"stroke": null},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "titlePadding": 8,
             "gridColor": "#E8E8E8", "domainColor": "#999999", "tickColor": "#999999", "labelLimit": 0,
             "titleLimit": 0},
    "legend": {"orient": "top", "direction": "horizontal", "labelFontSize": 12, "labelLimit": 0, "title": null,
               "symbolType": "stroke", "symbolStrokeWidth": 8, "symbolSize": 220, "symbolOpacity": 1,
               "columnPadding": 22, "columns": 4},
    "title": {"anchor": "start", "frame": "bounds", "fontSize": 17, "subtitleFontSize": 12,
              "subtitleColor": "#444444", "subtitlePadding": 6, "subtitleLineHeight": 16, "offset": 14, "limit": 0}
  })");
}

}  // namespace

Json lines_of_text(const std::string& text, int columns) {
  Json lines = Json::array();
  std::istringstream stream(sim::folded(text, columns));
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Json specification(const std::string& title, const std::string& subtitle, const sim::Table& data) {
  Json spec;
  spec["$schema"] = "https://vega.github.io/schema/vega-lite/v5.json";
  spec["title"]["text"] = title;
  spec["title"]["subtitle"] = lines_of_text(subtitle, kSubtitleColumns);
  spec["background"] = "white";
  spec["padding"] = 12;
  spec["config"] = look();
  // Numbers and names are those of the table as programs get it, so that picture and file cannot differ.
  spec["data"]["values"] = Json::parse(sim::write(data, sim::Format::kJson))["rows"];
  return spec;
}

Json numbers(std::string_view column, std::string_view title, const Json& more) {
  Json channel{{"field", column}, {"type", "quantitative"}, {"title", title}};
  channel.update(more, true);
  return channel;
}

Json range_end(std::string_view column) { return Json{{"field", column}}; }

Json names(std::string_view column) {
  Json channel{{"field", column}, {"type", "nominal"}};
  channel["sort"] = nullptr;
  channel["axis"] = Json::parse(R"({"title": null, "ticks": false, "domain": false, "labelPadding": 8})");
  return channel;
}

Json coloured(const std::string& name, const Legend& legend) {
  Json channel{{"datum", name}};
  for (const auto& [entry, colour] : legend) {
    channel["scale"]["domain"].push_back(entry);
    channel["scale"]["range"].push_back(colour);
  }
  return channel;
}

Json tooltip(const std::vector<std::string>& texts, const std::vector<std::string>& numbers) {
  Json channels = Json::array();
  for (const std::string& text : texts) channels.push_back(Json{{"field", text}, {"type", "nominal"}});
  for (const std::string& number : numbers)
    channels.push_back(Json{{"field", number}, {"type", "quantitative"}, {"format", ".3~r"}});
  return channels;
}

Json bar(int pixels, int down) { return Json{{"type", "rule"}, {"strokeWidth", pixels}, {"yOffset", down}}; }

Json middle(int pixels, int down) {
  return Json{{"type", "tick"}, {"orient", "vertical"}, {"size", pixels},
              {"thickness", 2}, {"opacity", 1},         {"yOffset", down}};
}

}  // namespace tools
