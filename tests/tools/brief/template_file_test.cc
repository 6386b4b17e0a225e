#include "tools/brief/template_file.h"

#include <fstream>

#include <doctest/doctest.h>

#include "sim/input/problems.h"
#include "tests/support/program.h"

namespace tools {
namespace {

TEST_CASE("a template says title, tables, figures and texts") {
  const tests::Folder folder;
  std::ofstream(folder.path / "own.yaml")
      << "title: Ours\ntables: [T1, T10]\nfigures: [stock]\n"
         "blocks:\n  - {heading: First, text: \"some *text*\", where: end}\n";
  const BriefTemplate read = read_template(folder.path / "own.yaml");
  CHECK(read.title == "Ours");
  CHECK(read.tables.at(1).name == "T10");
  CHECK(read.figures.at(0).name == "stock");
  CHECK(read.blocks.at(0).where == BlockPlace::kEnd);
}

TEST_CASE("a template that asks for what there is not is refused with every problem and a suggestion") {
  const tests::Folder folder;
  std::ofstream(folder.path / "own.yaml") << "titel: Ours\ntables: [T11]\nfigures: [stok]\nlogo: none.png\n";
  try {
    read_template(folder.path / "own.yaml");
    FAIL("it was taken");
  } catch (const sim::BadInput& refusal) {
    const std::string words = refusal.what();
    for (const char* part : {"titel", "'T11'", "did you mean 'stock'", "no file"})
      CHECK_MESSAGE(words.find(part) != std::string::npos, part, " in ", words);
  }
}

}  // namespace
}  // namespace tools
