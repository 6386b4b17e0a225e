#include "sim/input/csv_row.h"

#include <algorithm>
#include <memory>

namespace sim {
namespace {

bool is_blank(char letter) { return letter == ' ' || letter == '\t'; }

}  // namespace

bool CsvRows::next(CsvRow& row, Problems& problems) {
  row.clear();
  std::string line;
  do {
    if (!std::getline(stream_, line)) return false;
    ++line_;
    if (line_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // Excel marks UTF-8 so
    if (line.ends_with('\r')) line.pop_back();
  } while (line.find_first_not_of(" \t,") == std::string::npos);
  const auto text = std::make_shared<const SourceText>(name_, line, line_);
  std::size_t at = 0;
  while (true) {
    while (at < line.size() && is_blank(line[at])) ++at;
    CsvField& field = row.emplace_back();
    field.at = {text, line_, static_cast<int>(at) + 1};
    if (at < line.size() && line[at] == '"') {
      for (++at; at < line.size(); ++at) {
        if (line[at] == '"' && (at + 1 == line.size() || line[at + 1] != '"')) break;
        if (line[at] == '"') ++at;
        field.text += line[at];
      }
      if (at >= line.size()) {
        problems.add(field.at, "a quote is not closed", "a field ends on the line it begins on");
        row.clear();
        return true;
      }
      ++at;
      while (at < line.size() && is_blank(line[at])) ++at;
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      std::size_t last = end;
      while (last > at && is_blank(line[last - 1])) --last;
      field.text.assign(line, at, last - at);
      at = end;
    }
    if (at >= line.size()) return true;
    if (line[at] != ',') {
      problems.add({text, line_, static_cast<int>(at) + 1}, "more after a closed quote",
                   "write a comma between fields");
      row.clear();
      return true;
    }
    ++at;
  }
}

}  // namespace sim
