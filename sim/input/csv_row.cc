#include "sim/input/csv_row.h"

#include <algorithm>
#include <memory>

namespace sim {
namespace {

/// A text of which only one line is known.
std::shared_ptr<const SourceText> text_with_line(const std::string& name, int number,
                                                 const std::string& line) {
  auto text = std::make_shared<SourceText>();
  text->name = name;
  text->lines.resize(static_cast<std::size_t>(number));
  text->lines.back() = line;
  return text;
}

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
  const auto text = text_with_line(name_, line_, line);
  std::size_t at = 0;
  while (true) {
    while (at < line.size() && is_blank(line[at])) ++at;
    CsvField field{"", {text, line_, static_cast<int>(at) + 1}};
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
      field.text = line.substr(at, end - at);
      while (!field.text.empty() && is_blank(field.text.back())) field.text.pop_back();
      at = end;
    }
    row.push_back(std::move(field));
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
