// The files of XML inside a workbook, read back: the library that writes them does not notice when a disk is full.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tools {

/// The parts of a workbook by their names ("xl/workbook.xml"). Throws std::runtime_error, saying what is wrong, where the
/// archive is cut off or a part is not a whole document of XML.
std::map<std::string, std::string> workbook_parts(std::string_view archive);

}  // namespace tools
