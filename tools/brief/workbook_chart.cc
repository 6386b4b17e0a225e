#include "tools/brief/workbook_chart.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "tools/brief/workbook_cells.h"
#include "tools/figures/figure.h"

namespace tools {
namespace {

std::size_t charted_column(const sim::Table& table, const std::string& name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const auto& column) { return column_name(column) == name; });
  if (found == table.columns.end())
    throw std::invalid_argument(
        fmt::format("the chart of table '{}' needs column '{}', which is not there", table.title, name));
  return static_cast<std::size_t>(found - table.columns.begin());
}

lxw_color_t colour_of(std::string_view hexadecimal) {
  lxw_color_t colour = 0;
  std::from_chars(hexadecimal.data() + 1, hexadecimal.data() + hexadecimal.size(), colour, 16);
  // The library takes a zero for "not said".
  return colour == 0 ? static_cast<lxw_color_t>(LXW_COLOR_BLACK) : colour;
}

/// Yellow and light grey do not show as lines on white.
constexpr std::array<std::string_view, 7> kLineColours{
    palette::kBlue,   palette::kVermilion, palette::kGreen, palette::kOrange,
    palette::kPurple, palette::kSkyBlue,   palette::kGrey};

/// What the library takes for text: it reads what begins with "=" as cells.
std::string chart_text(const std::string& text) {
  const std::string safe = workbook_text(text, 250);
  return safe.starts_with('=') ? " " + safe : safe;
}

/// Rows of the table from `first`, `count` of them, as a reference to the cells of a column.
std::string cells_of(const PlacedTable& placed, std::size_t column, std::size_t first, std::size_t count) {
  char letters[LXW_MAX_COL_NAME_LENGTH];
  lxw_col_to_name(letters, static_cast<lxw_col_t>(column), 0);
  const std::size_t top = placed.first_row + first + 1;
  // tab_names() leaves no apostrophe that would end the quotes.
  return fmt::format("='{0}'!${1}${2}:${1}${3}", placed.tab, letters, top, top + count - 1);
}

/// What the numbers of some columns are like.
struct Numbers {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  std::string format = "General";
  bool any_text = false;

  void add(const PlacedTable& placed, std::size_t column, std::size_t first, std::size_t count) {
    for (std::size_t r = first; r < first + count; ++r) {
      const sim::Cell& cell = placed.table.rows[r][column];
      any_text = any_text || std::holds_alternative<std::string>(cell.raw);
      if (!is_cell_number(cell)) continue;
      const double value = std::get<double>(cell.raw);
      if (format == "General") format = number_format(value, cell.text, placed.table.columns[column].unit);
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
};

constexpr std::string_view kDateFormat = "yyyy-mm-dd";

std::string axis_format(const Numbers& numbers, bool is_log) {
  if (numbers.format.ends_with('%')) return numbers.high - numbers.low < 0.05 ? "0.0%" : "0%";
  if (is_log && numbers.low < 1) return "General";
  if (numbers.format == kDateFormat) return "yyyy-mm";
  // Years have no separators.
  if (numbers.format.starts_with("0")) return "0";
  return numbers.high >= 1000 ? "#,##0" : "General";
}

void lay_out(lxw_chart_axis* axis, const ChartAxis& wanted, const Numbers& numbers) {
  lxw_chart_font title{};
  title.size = 10;
  title.bold = LXW_EXPLICIT_FALSE;
  lxw_chart_font labels{};
  labels.size = 9;
  lxw_chart_line line{};
  line.color = colour_of(palette::kGrey);
  line.width = 0.75;
  chart_axis_set_name(axis, chart_text(wanted.title).c_str());
  chart_axis_set_name_font(axis, &title);
  chart_axis_set_num_font(axis, &labels);
  chart_axis_set_line(axis, &line);
  chart_axis_set_label_position(axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
  const bool is_log = wanted.is_log && numbers.low > 0 && !numbers.any_text;
  if (!numbers.any_text && numbers.low <= numbers.high)
    chart_axis_set_num_format(axis, axis_format(numbers, is_log).c_str());
  if (is_log) {
    chart_axis_set_log_base(axis, 10);
    chart_axis_set_min(axis, std::pow(10.0, std::floor(std::log10(numbers.low))));
  }
}

/// Where the other axis meets this one: at its beginning, also when that is not 0.
void begin_at_the_end(lxw_chart_axis* axis) { chart_axis_set_crossing_min(axis); }

void show_grid(lxw_chart_axis* axis) {
  lxw_chart_line line{};
  line.color = colour_of(palette::kLightGrey);
  line.width = 0.5;
  chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
  chart_axis_major_gridlines_set_line(axis, &line);
}

void draw(lxw_chart_series* series, lxw_color_t colour, bool is_edge, bool has_marks) {
  lxw_chart_line line{};
  line.color = colour;
  line.width = is_edge ? 1.25F : 2.25F;
  line.dash_type = is_edge ? LXW_CHART_LINE_DASH_DASH : LXW_CHART_LINE_DASH_SOLID;
  chart_series_set_line(series, &line);
  if (!has_marks) {
    chart_series_set_marker_type(series, LXW_CHART_MARKER_NONE);
    return;
  }
  lxw_chart_fill fill{};
  fill.color = colour;
  lxw_chart_line border{};
  border.color = colour;
  chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
  chart_series_set_marker_size(series, 6);
  chart_series_set_marker_fill(series, &fill);
  chart_series_set_marker_line(series, &border);
}

struct Rows {
  std::string group;
  std::size_t first = 0;
  std::size_t count = 0;
};

/// Rows that make one line each: those of one text in the column of groups, else all.
std::vector<Rows> lines_of(const sim::Table& table, const SheetChart& chart) {
  if (chart.group.empty()) return {{"", 0, table.rows.size()}};
  const std::size_t column = charted_column(table, chart.group);
  std::vector<Rows> lines;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    const std::string& text = table.rows[r][column].text;
    if (lines.empty() || lines.back().group != text) lines.push_back({text, r, 0});
    ++lines.back().count;
  }
  return lines;
}

/// The rows that go furthest along x: a level drawn over them crosses the whole chart, once.
Rows widest_of(const std::vector<Rows>& lines, const PlacedTable& placed, std::size_t x_column) {
  Rows widest = lines.front();
  double most = -1;
  for (const Rows& rows : lines) {
    Numbers x;
    x.add(placed, x_column, rows.first, rows.count);
    if (x.high - x.low <= most) continue;
    most = x.high - x.low;
    widest = rows;
  }
  return widest;
}

/// Lines begin at the axis; too many names of steps would lie over each other.
void thin_out(lxw_chart_axis* axis, std::size_t steps) {
  constexpr std::size_t kMostNames = 12;
  const auto unit = static_cast<std::uint16_t>((steps + kMostNames - 1) / kMostNames);
  chart_axis_set_position(axis, LXW_CHART_AXIS_POSITION_ON_TICK);
  chart_axis_set_interval_unit(axis, unit);
  chart_axis_set_interval_tick(axis, unit);
}

/// Days of a date axis from one name to the next: one, two, three or six of the longest months, or leap years. With
/// fewer, a name would fall short of its month; thirteen of these are less than a month too far.
double date_step(double days) {
  constexpr double kMostNames = 13;
  for (const double step : {31.0, 62.0, 92.0, 184.0})
    if (days <= kMostNames * step) return step;
  return std::ceil(days / (kMostNames * 366)) * 366;
}

/// Lines over many points fill the chart from its left to its right end.
void fit(lxw_chart_axis* axis, const Numbers& x) {
  if (x.high - x.low < 2) return;
  if (x.format == kDateFormat) chart_axis_set_major_unit(axis, date_step(x.high - x.low));
  chart_axis_set_min(axis, std::floor(x.low));
  chart_axis_set_max(axis, std::ceil(x.high));
}

/// A cell of the level, shown as the numbers that it is compared with.
sim::Cell threshold_cell(const sim::Table& table, std::size_t column, double value) {
  const bool is_share =
      value >= 0 && value <= 1 && std::any_of(table.rows.begin(), table.rows.end(), [&](const auto& row) {
        return is_cell_number(row[column]) && row[column].text.ends_with('%');
      });
  return is_share ? sim::share_cell(value) : sim::number_cell(value);
}

/// Dates as Excel has them, so that steps of different length look so.
void make_dates(sim::Table& table, std::size_t column) {
  const bool are_dates = std::all_of(table.rows.begin(), table.rows.end(), [column](const auto& row) {
    return excel_date(row[column].text).has_value();
  });
  if (!are_dates) return;
  for (auto& row : table.rows) row[column].raw = *excel_date(row[column].text);
}

std::string legend_name(const ChartSeries& series, const std::string& group, const std::string& head) {
  if (series.name.empty()) return group.empty() ? head : group;
  return group.empty() ? series.name : fmt::format("{}, {}", group, series.name);
}

}  // namespace

sim::Table charted_table(const sim::Table& table, const SheetChart& chart) {
  for (const ChartSeries& series : chart.series) charted_column(table, series.column);
  sim::Table charted = table;
  make_dates(charted, charted_column(table, chart.x_column));
  if (!chart.group.empty()) {
    const std::size_t column = charted_column(table, chart.group);
    std::map<std::string, std::size_t> order;
    for (const auto& row : table.rows) order.try_emplace(row[column].text, order.size());
    std::stable_sort(charted.rows.begin(), charted.rows.end(), [&](const auto& a, const auto& b) {
      return order.at(a[column].text) < order.at(b[column].text);
    });
  }
  if (chart.threshold) {
    if (chart.series.empty()) throw std::invalid_argument("a chart has a threshold for no series");
    const std::size_t column = charted_column(table, chart.series[0].column);
    charted.columns.push_back(
        {chart.threshold->name, sim::Align::kRight, table.columns[column].unit, kThresholdColumn});
    for (auto& row : charted.rows) row.push_back(threshold_cell(table, column, chart.threshold->value));
  }
  return charted;
}

bool is_charted(const sim::TableColumn& column, const SheetChart& chart) {
  const std::string& name = column_name(column);
  return name == chart.x_column || std::any_of(chart.series.begin(), chart.series.end(),
                                               [&](const auto& series) { return series.column == name; });
}

lxw_chart* new_chart(lxw_workbook* book, const SheetChart& chart, const PlacedTable& placed) {
  const sim::Table& table = placed.table;
  const std::size_t x_column = charted_column(table, chart.x_column);
  Numbers x;
  x.add(placed, x_column, 0, table.rows.size());
  Numbers y;
  const bool has_marks = chart.kind == ChartKind::kMarks;
  lxw_chart* drawn = workbook_add_chart(book, x.any_text  ? LXW_CHART_LINE
                                              : has_marks ? LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS
                                                          : LXW_CHART_SCATTER_STRAIGHT);
  if (drawn == nullptr) return nullptr;
  const auto add = [&](std::size_t column, const Rows& rows, const std::string& name) {
    lxw_chart_series* series =
        chart_add_series(drawn, cells_of(placed, x_column, rows.first, rows.count).c_str(),
                         cells_of(placed, column, rows.first, rows.count).c_str());
    if (series != nullptr) chart_series_set_name(series, chart_text(name).c_str());
    y.add(placed, column, rows.first, rows.count);
    return series;
  };
  std::size_t next = 0;
  const std::vector<Rows> lines = lines_of(table, chart);
  for (const Rows& rows : lines) {
    for (const ChartSeries& wanted : chart.series) {
      const std::size_t column = charted_column(table, wanted.column);
      lxw_chart_series* series = add(column, rows, legend_name(wanted, rows.group, placed.heads[column]));
      if (series == nullptr) return nullptr;
      const std::string_view own = wanted.colour;
      draw(series, colour_of(own.empty() ? kLineColours[next++ % kLineColours.size()] : own), wanted.is_edge,
           has_marks);
    }
  }
  if (chart.threshold) {
    lxw_chart_series* series = add(charted_column(table, kThresholdColumn),
                                   widest_of(lines, placed, x_column), chart.threshold->name);
    if (series == nullptr) return nullptr;
    draw(series, colour_of(palette::kBlack), true, false);
  }
  lxw_chart_font title{};
  title.size = 12;
  chart_title_set_name(drawn, chart_text(chart.title.empty() ? table.title : chart.title).c_str());
  chart_title_set_name_font(drawn, &title);
  chart_legend_set_position(drawn, LXW_CHART_LEGEND_BOTTOM);
  chart_show_blanks_as(drawn, LXW_CHART_BLANKS_AS_GAP);
  lay_out(drawn->x_axis, chart.x, x);
  lay_out(drawn->y_axis, chart.y, y);
  if (x.any_text) {
    thin_out(drawn->x_axis, table.rows.size());
  } else if ((!has_marks || x.format == kDateFormat) && !chart.x.is_log) {
    fit(drawn->x_axis, x);
  }
  show_grid(drawn->y_axis);
  begin_at_the_end(drawn->x_axis);
  begin_at_the_end(drawn->y_axis);
  return drawn;
}

}  // namespace tools
