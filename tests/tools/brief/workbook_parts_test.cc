#include "tools/brief/workbook_parts.h"

#include <stdexcept>

#include <doctest/doctest.h>

#include "tests/support/workbook.h"

namespace tools {
namespace {

std::string small_workbook() {
  const tests::Folder folder;
  write_workbook(folder.path / "a.xlsx", "Brief", {});
  return tests::text_of(folder.path / "a.xlsx");
}

TEST_CASE("the parts of a workbook are those that Excel looks for") {
  const auto parts = workbook_parts(small_workbook());
  CHECK(parts.contains("[Content_Types].xml"));
  CHECK(parts.at("xl/workbook.xml").find("<sheet name=\"Contents\"") != std::string::npos);
}

TEST_CASE("an archive that is cut off anywhere, or has other bytes, is refused") {
  const std::string whole = small_workbook();
  for (std::size_t size = 0; size + 20 < whole.size(); size += 97)
    CHECK_THROWS_AS(workbook_parts(whole.substr(0, size)), std::runtime_error);
  std::string other = whole;
  other[100] = static_cast<char>(other[100] ^ 1);
  CHECK_THROWS_AS(workbook_parts(other), std::runtime_error);
}

}  // namespace
}  // namespace tools
