// A workbook read back.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/table.h"
#include "tests/support/folder.h"
#include "tests/support/program.h"
#include "tools/brief/workbook.h"
#include "tools/brief/workbook_parts.h"

namespace tests {

using Parts = std::map<std::string, std::string>;

inline Parts written(const std::vector<tools::WorkbookSheet>& sheets, const std::string& title = "Brief") {
  const Folder folder;
  tools::write_workbook(folder.path / "a.xlsx", title, sheets);
  return tools::workbook_parts(text_of(folder.path / "a.xlsx"));
}

/// What stands between two texts, from the first place on; "" where they are not there.
inline std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  const std::size_t to = text.find(end, from + begin.size());
  return to == std::string::npos ? "" : text.substr(from + begin.size(), to - from - begin.size());
}

inline std::vector<std::string> all_between(std::string text, const std::string& begin,
                                            const std::string& end) {
  std::vector<std::string> found;
  for (std::size_t at = text.find(begin); at != std::string::npos; at = text.find(begin)) {
    text = text.substr(at);
    found.push_back(between(text, begin, end));
    text = text.substr(begin.size());
  }
  return found;
}

/// A cell of a sheet, the first of which is the contents: "n 0.25 0%" for a number with its format, "s =1+1" for a text
/// in XML, "" where there is none.
inline std::string cell(const Parts& parts, int sheet, const std::string& name) {
  const std::string& xml = parts.at("xl/worksheets/sheet" + std::to_string(sheet) + ".xml");
  const std::string head = between(xml, "<c r=\"" + name + "\"", ">");
  const std::string value = between(xml, "<c r=\"" + name + "\"" + head + "><v>", "</v>");
  if (head.find("t=\"s\"") != std::string::npos) {
    const auto texts = all_between(parts.at("xl/sharedStrings.xml"), "<si>", "</si>");
    const std::string& text = texts.at(std::stoul(value));
    return "s " + text.substr(text.find('>') + 1, text.rfind("</t>") - text.find('>') - 1);
  }
  if (value.empty() || head.find("t=") != std::string::npos) return value.empty() ? "" : "? " + value;
  const std::string& styles = parts.at("xl/styles.xml");
  const auto looks = all_between(between(styles, "<cellXfs", "</cellXfs>"), "<xf numFmtId=\"", "\"");
  const std::string look = looks.at(std::stoul("0" + between(head, "s=\"", "\"")));
  // Formats that every Excel knows by number.
  static const std::map<std::string, std::string> known{{"0", "General"}, {"1", "0"},        {"2", "0.00"},
                                                        {"3", "#,##0"},   {"4", "#,##0.00"}, {"9", "0%"},
                                                        {"10", "0.00%"}};
  const std::string own = between(styles, "<numFmt numFmtId=\"" + look + "\" formatCode=\"", "\"");
  return "n " + value + " " + (known.contains(look) ? known.at(look) : own);
}

}  // namespace tests
