// Pictures as Vega-Lite specifications that hold their own data: any browser or tool that reads such can draw them, and
// render.mjs does. A specification is built of a few sentences below; what they leave out is written as JSON.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "sim/report/table.h"

namespace tools {

/// Keys stay in the order written, so that a specification reads from its title down.
using Json = nlohmann::ordered_json;

/// Colours that readers with any kind of colour vision tell apart. Source: Okabe, Ito (2008), Color Universal Design.
namespace palette {
inline constexpr std::string_view kBlack = "#000000";
inline constexpr std::string_view kOrange = "#E69F00";
inline constexpr std::string_view kSkyBlue = "#56B4E9";
inline constexpr std::string_view kGreen = "#009E73";
inline constexpr std::string_view kYellow = "#F0E442";
inline constexpr std::string_view kBlue = "#0072B2";
inline constexpr std::string_view kVermilion = "#D55E00";
inline constexpr std::string_view kPurple = "#CC79A7";
// What stands behind: priors, published ranges, grids.
inline constexpr std::string_view kGrey = "#999999";
inline constexpr std::string_view kLightGrey = "#D5D5D5";
/// In the order of chokepoint::StockClass.
inline constexpr std::string_view kStockClasses[] = {kSkyBlue, kBlue, kGreen, kVermilion, kOrange};
}  // namespace palette

/// So wide is every picture: the text of a page at 127 pixels an inch.
inline constexpr int kFigurePixels = 800;

struct Figure {
  std::string name;  ///< of its files
  std::string title;
  Json spec;
  sim::Table data;  ///< its values, as they also stand in `spec`
};

/// A text in lines of so many characters at most, as titles and subtitles have it.
Json lines_of_text(const std::string& text, int columns);

/// The beginning of a specification: title, subtitle, fonts, and the rows of `data` by the names of its columns. Add
/// what is drawn: "layer", "mark" and "encoding", or "concat". Throws as sim::write().
Json specification(const std::string& title, const std::string& subtitle, const sim::Table& data);

/// A column of numbers along an axis; the title says its unit, in brackets. `more` is laid over it: a scale, an axis.
Json numbers(std::string_view column, std::string_view title, const Json& more = Json::object());
/// The other end of a range whose beginning is numbers().
Json range_end(std::string_view column);
/// A column of names along an axis, in the order of rows, none of them cut.
Json names(std::string_view column);

/// Names in a legend with their colours.
using Legend = std::vector<std::pair<std::string, std::string_view>>;
/// The colour that all of a layer has: that of `name` in the legend, which all layers share.
Json coloured(const std::string& name, const Legend& legend);

/// What a reader sees who points at a mark: columns by their own names, numbers to three digits.
Json tooltip(const std::vector<std::string>& texts, const std::vector<std::string>& numbers = {});

/// A bar from a column to another one, as thick as so many pixels, moved down by so many.
Json bar(int pixels, int down = 0);
/// The mark of a middle: a short line across a bar.
Json middle(int pixels, int down = 0);

}  // namespace tools
