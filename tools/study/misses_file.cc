#include "tools/study/misses_file.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/input/csv_row.h"
#include "sim/input/number.h"
#include "tools/scenarios/folder.h"
#include "tools/study/figure_kind.h"

namespace tools {
namespace {

constexpr std::array kMissColumns{"kind", "error", "variance", "years"};

/// Where each of these columns stands; adds a problem for each that is not there.
std::array<std::size_t, kMissColumns.size()> places_in(const sim::CsvRow& header, sim::Problems& problems) {
  std::array<std::size_t, kMissColumns.size()> places{};
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto found = std::find_if(header.begin(), header.end(), [&](const sim::CsvField& field) {
      return field.text == kMissColumns[i];
    });
    places[i] = static_cast<std::size_t>(found - header.begin());
    if (found == header.end() && !header.empty())
      problems.add(header.front().at, fmt::format("no column '{}'", kMissColumns[i]),
                   "as backcast --after writes them");
  }
  return places;
}

double number_in(const sim::CsvField& field, double least, sim::Problems& problems) {
  const auto number = sim::parse_number(field.text).value;
  if (!number || *number < least)
    problems.add(field.at, fmt::format("'{}' is no number{}", field.text,
                                       least < 0 ? "" : fmt::format(" from {} up", least)));
  return number.value_or(0);
}

}  // namespace

std::vector<sim::Miss> read_misses(const std::filesystem::path& folder, sim::Problems& problems) {
  const std::filesystem::path file = folder / "misses.csv";
  std::vector<sim::Miss> misses;
  if (!std::filesystem::is_regular_file(file)) return misses;
  std::istringstream text(sim::read_file(file));
  sim::CsvRows rows(text, shown_path(file));
  sim::CsvRow row;
  const std::size_t before = problems.size();
  if (!rows.next(row, problems)) return misses;
  const auto places = places_in(row, problems);
  const std::size_t width = row.size();
  if (problems.size() != before) return misses;
  constexpr double kAny = -1e9;
  while (rows.next(row, problems)) {
    if (row.size() != width) {
      if (!row.empty())
        problems.add(row.front().at, fmt::format("{} fields in a row of {}", row.size(), width));
      continue;
    }
    if (row[places[1]].text.empty()) continue;
    const auto& names = sim::EnumNames<FigureKind>::names;
    const auto kind = std::find(std::begin(names), std::end(names), row[places[0]].text);
    if (kind == std::end(names))
      problems.add(row[places[0]].at, fmt::format("unknown kind '{}'", row[places[0]].text));
    misses.push_back({static_cast<std::size_t>(kind - std::begin(names)),
                      number_in(row[places[1]], kAny, problems), number_in(row[places[2]], 0, problems),
                      number_in(row[places[3]], 0, problems)});
  }
  return misses;
}

}  // namespace tools
