#include "sim/experiment/files.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/folder.h"
#include "tests/support/small_disk.h"

namespace {

namespace fs = std::filesystem;

using tests::Folder;
using tests::SmallDisk;

std::string message_of(const fs::path& path, const std::string& text) {
  try {
    sim::write_file_atomically(path, text);
  } catch (const sim::FileError& error) {
    return error.what();
  }
  return "written";
}

TEST_CASE("a written file holds the text, and nothing else is left beside it") {
  const Folder folder;
  const fs::path file = folder.path / "table.csv";
  sim::write_file_atomically(file, "old");
  sim::write_file_atomically(file, std::string("new\0text", 8));
  CHECK(sim::read_file(file) == std::string("new\0text", 8));
  CHECK(folder.count() == 1);
}

TEST_CASE("a full disk leaves the former file whole and no half-written one") {
  const Folder folder;
  const fs::path file = folder.path / "table.csv";
  sim::write_file_atomically(file, "old");
  const std::string message = [&file] {
    const SmallDisk disk(1000);
    return message_of(file, std::string(5000, 'x'));
  }();
  CHECK(message == "cannot write '" + file.string() + "': File too large");
  CHECK(sim::read_file(file) == "old");
  CHECK(folder.count() == 1);
}

TEST_CASE("what cannot be written to is named, with the reason") {
  const Folder folder;
  const std::string here = folder.path.string();
  CHECK(message_of(here + "/none/a.csv", "") ==
        "cannot write '" + here + "/none/a.csv': No such file or directory");
  CHECK(message_of(here, "") == "cannot write '" + here + "': it is a folder");
  CHECK(message_of("/dev/null", "") == "cannot write '/dev/null': it is not an ordinary file");
  CHECK_THROWS_AS(sim::read_file(folder.path), sim::FileError);
  CHECK_THROWS_AS(sim::read_file(folder.path / "none"), sim::FileError);
}

TEST_CASE("a file name without a folder is a file here") {
  const Folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path);
  sim::write_file_atomically("a.csv", "x");
  fs::current_path(before);
  CHECK(sim::read_file(folder.path / "a.csv") == "x");
}

TEST_CASE("a result folder is made with those above it, and one that exists keeps its files") {
  const Folder folder;
  sim::make_result_folder(folder.path / "a/b");
  sim::write_file_atomically(folder.path / "a/b/x", "x");
  sim::make_result_folder(folder.path / "a/b");
  CHECK(sim::read_file(folder.path / "a/b/x") == "x");
}

TEST_CASE("a file in the way of a result folder is told of") {
  const Folder folder;
  const fs::path file = folder.path / "results";
  sim::write_file_atomically(file, "x");
  const std::string sentence = "cannot use '" + file.string() + "' as the folder for results: it is a file";
  CHECK_THROWS_WITH_AS(sim::make_result_folder(file), sentence.c_str(), sim::FileError);
  CHECK_THROWS_AS(sim::make_result_folder(file / "below"), sim::FileError);
}

}  // namespace
