#include "tools/brief/workbook_book.h"

#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/folder.h"
#include "tools/brief/workbook_parts.h"

namespace tools {
namespace {

TEST_CASE("one look is one format of a workbook") {
  Book book("a.xlsx", "Brief");
  CHECK(book.format({.is_bold = true}) == book.format({.is_bold = true}));
  CHECK(book.format({.is_bold = true}) != book.format({.is_bold = true, .size = 14}));
}

TEST_CASE("an error of the library of workbooks names the file wanted") {
  const Book book("wanted.xlsx", "Brief");
  CHECK_THROWS_WITH_AS(book.add_sheet(std::string(40, 'x')),
                       "cannot write 'wanted.xlsx': Worksheet name exceeds Excel's limit of 31 characters.",
                       sim::FileError);
}

TEST_CASE("a long or hostile title is no obstacle to a workbook, and no scratch file stays") {
  Book book("a.xlsx", std::string(1000, '<') + "\x01\xFF");
  book.add_sheet("T 1");
  CHECK(workbook_parts(book.take()).at("docProps/core.xml").find("<dc:title>&lt;&lt;") != std::string::npos);
  std::string path;
  {
    const ScratchFile scratch("a.xlsx");
    path = scratch.path();
    CHECK(std::filesystem::exists(path));
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace tools
