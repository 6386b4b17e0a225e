#include "sim/input/kept.h"

#include <fstream>

#include <doctest/doctest.h>

#include "tests/support/keeping.h"

namespace fs = std::filesystem;

namespace {

const std::string kText = "a text";
const std::string kBytes("what was\0made of it", 19);

}  // namespace

TEST_CASE("what was made of a text is kept for that text, kind and program alone") {
  const tests::Keeping keeping;
  sim::keep_bytes("tree", kText, kBytes);
  CHECK(sim::kept_bytes("tree", kText) == kBytes);
  CHECK(!sim::kept_bytes("draws", kText));
  CHECK(!sim::kept_bytes("tree", kText + " "));
  sim::keep_in(keeping.folder.path, "another");
  CHECK(!sim::kept_bytes("tree", kText));
  sim::keep_in({}, "");
  CHECK(!sim::kept_bytes("tree", kText));
}

TEST_CASE("kept bytes that are cut short or altered are not read") {
  const tests::Keeping keeping;
  sim::keep_bytes("tree", kText, kBytes);
  const fs::path file = fs::directory_iterator(keeping.folder.path)->path();
  const auto size = fs::file_size(file);
  std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(-3, std::ios::end).put('!');
  CHECK(!sim::kept_bytes("tree", kText));
  for (std::uintmax_t left = 0; left < size; ++left) {
    sim::keep_bytes("tree", kText, kBytes);
    fs::resize_file(file, left);
    CHECK(!sim::kept_bytes("tree", kText));
  }
}

TEST_CASE("a folder that cannot be made keeps nothing, in silence") {
  sim::keep_in("/dev/null/kept", "program");
  sim::keep_bytes("tree", kText, kBytes);
  CHECK(!sim::kept_bytes("tree", kText));
  sim::keep_in({}, "");
}
