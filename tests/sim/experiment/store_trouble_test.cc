// Files that are no store, disks that are full, folders that may not be written.
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/experiment/files.h"
#include "sim/experiment/store.h"
#include "tests/support/folder.h"
#include "tests/support/small_disk.h"
#include "tests/support/tiny_study.h"

namespace {

namespace fs = std::filesystem;
using namespace tests;

std::string reading(const fs::path& file) {
  return error_of([&] { sim::Store::read(file); });
}
std::string writing(const fs::path& file) {
  return error_of([&] { open_tiny(file, tiny_study()); });
}

/// A store with the runs of a study on disk.
void make_store(const fs::path& file, const sim::StudyRecord& study = tiny_study()) {
  sim::Store store = open_tiny(file, study);
  for (const sim::StoredRun& run : tiny_runs(study)) store.add(run);
  store.flush();
}

/// While it lives, the program is nobody in particular, who may write where all may: root may write anywhere.
struct Nobody {
  Nobody() {
    if (geteuid() == 0) REQUIRE(seteuid(65534) == 0);
  }
  ~Nobody() {
    if (getuid() == 0 && seteuid(0) != 0) std::abort();
  }
};

TEST_CASE("what is no store is refused, and left as it is") {
  const Folder folder;
  const fs::path text = folder.path / "notes.txt";
  sim::write_file_atomically(text, std::string(5000, 'x'));
  CHECK(reading(text) == "cannot read '" + text.string() + "': file is not a database");
  CHECK(writing(text) == "cannot write '" + text.string() + "': file is not a database");
  CHECK(sim::read_file(text) == std::string(5000, 'x'));
  const fs::path other = folder.path / "other.sqlite";
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(other.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, "CREATE TABLE mine (a)", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  CHECK(reading(other) == "cannot read '" + other.string() + "': it is no results store");
  CHECK(writing(other) == "cannot write '" + other.string() + "': it is no results store");
}

TEST_CASE("a store of a later version is refused, not guessed at") {
  const Folder folder;
  const fs::path file = folder.path / "later.sqlite";
  make_store(file);
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, "PRAGMA user_version = 3", nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  CHECK(reading(file) ==
        "cannot read '" + file.string() + "': it is a results store of version 3, this program knows 2");
}

TEST_CASE("a missing file, a folder or a device for a store is told of") {
  const Folder folder;
  const std::string here = folder.path.string();
  CHECK(reading(here + "/none") == "cannot read '" + here + "/none': No such file or directory");
  CHECK(reading(here) == "cannot read '" + here + "': it is a folder");
  CHECK(writing(here) == "cannot write '" + here + "': it is a folder");
  CHECK(writing("/dev/null") == "cannot write '/dev/null': it is no ordinary file");
  CHECK(writing(here + "/none/a") == "cannot write '" + here + "/none/a': No such file or directory");
  CHECK(folder.count() == 0);
}

TEST_CASE("a store whose name SQLite would understand in its own way is a file of that name") {
  const Folder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path);
  make_store(":memory:");
  make_store("file:a.sqlite?mode=memory");
  fs::current_path(before);
  CHECK(fs::exists(folder.path / ":memory:"));
  CHECK(fs::exists(folder.path / "file:a.sqlite?mode=memory"));
}

TEST_CASE("an empty file, as a program killed at its start leaves it, becomes a store") {
  const Folder folder;
  const fs::path file = folder.path / "empty.sqlite";
  sim::write_file_atomically(file, "");
  CHECK(reading(file) == "cannot read '" + file.string() + "': it is no results store");
  CHECK(writing(file) == "no error");
  CHECK(reading(file) == "no error");
}

TEST_CASE("a store cut short is refused, wherever it was cut") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file, tiny_study(300));
  const std::string whole = sim::read_file(file);
  for (std::size_t size = 100; size < whole.size(); size += 10007) {
    CAPTURE(size);
    sim::write_file_atomically(file, whole.substr(0, size));
    CHECK(reading(file).find("cannot read '" + file.string() + "': ") == 0);
    CHECK(writing(file).find("cannot write '" + file.string() + "': ") == 0);
    CHECK_THROWS_AS(sim::Store::read(file), sim::DamagedStore);
    CHECK(sim::read_file(file) == whole.substr(0, size));
  }
}

TEST_CASE("a store with a page of rubbish in it is refused as damaged") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file, tiny_study(300));
  const std::string whole = sim::read_file(file);
  for (std::size_t page = 1; page < whole.size() / 4096; page += 7) {
    std::string damaged = whole;
    damaged.replace(page * 4096, 4096, std::string(4096, '\x55'));
    sim::write_file_atomically(file, damaged);
    const std::string refusal = reading(file);
    CAPTURE(refusal);
    CHECK((refusal.find("damaged") != std::string::npos || refusal.find("malformed") != std::string::npos));
    CHECK(refusal.find('\n') == std::string::npos);
  }
}

/// All that a store says, or what it refuses with.
std::string told(const fs::path& file) {
  try {
    const sim::Store store = sim::Store::read(file);
    std::string all = store.study().title + store.study().text + store.study().scenarios[0].resolved;
    for (const sim::StoredRun& run : store.runs())
      all += fmt::format("{} {} {} {} {}\n", run.place.point, run.place.scenario, run.key, run.error,
                         fmt::join(run.values, " "));
    for (const sim::StoredPoint& point : store.points())
      all += fmt::format("{}: {}\n", point.point, fmt::join(point.values, " "));
    return all;
  } catch (const sim::StoreError& error) {
    return error.what();
  }
}

TEST_CASE(
    "a store with any one bit flipped says what it said, or refuses, and can be mended by running again") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file, tiny_study(40));
  const std::string whole = sim::read_file(file);
  const std::string before = told(file);
  int refused = 0;
  int mended = 0;
  for (std::size_t bit = 800; bit < whole.size() * 8; bit += 1009) {
    std::string flipped = whole;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    sim::write_file_atomically(file, flipped);
    const std::string after = told(file);
    if (after == before) continue;
    CAPTURE(after);
    CHECK(after.starts_with("cannot read"));
    CHECK(after.find('\n') == std::string::npos);
    ++refused;
    // What SQLite itself finds broken is for no one to mend; a number that changed is run again.
    if (error_of([&] { make_store(file, tiny_study(40)); }) != "no error") continue;
    CHECK(told(file) == before);
    ++mended;
  }
  CHECK(refused > 20);
  CHECK(mended > 10);
}

TEST_CASE("a run that is not as it was written is named, and runs that are gone are missed") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file);
  const auto change = [&](const char* sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(database);
  };
  const std::string start = "cannot read '" + file.string() + "': it is damaged: ";
  change("UPDATE results SET value = 0.25 WHERE run = 3 AND output = 2");
  CHECK(told(file) == start +
                          "run 0 of 'today' at point 0 is not as written; run the study again into it, which "
                          "makes anew what is damaged");
  CHECK(open_tiny(file, tiny_study()).repairs() ==
        std::vector<std::string>{"run 0 of 'today' at point 0 was not as it was written: it is made anew"});
  CHECK(sim::Store::read(file).counts().done == 11);
  change("DELETE FROM results WHERE run = 1; DELETE FROM runs WHERE run = 1");
  CHECK(told(file) == start + "runs are gone; run the study again into it");
  make_store(file);
  change("UPDATE point_values SET value = 1 WHERE point = 1 AND factor = 1");
  CHECK(told(file) == start + "point 1 is not as written; run the study again into it");
  make_store(file);
  change("UPDATE scenarios SET title = 'As it is not' WHERE scenario = 1");
  CHECK(told(file) ==
        start + "the record of its study is not as it was written; run the study again into it");
  make_store(file);
  CHECK(sim::Store::read(file).counts().done == 12);
}

TEST_CASE("a store that is removed while it is written is missed at once") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  sim::Store store = open_tiny(file, tiny_study());
  fs::remove(file);
  store.add(tiny_run(0, "today", 0));
  CHECK(error_of([&] { store.flush(); }) ==
        "cannot write '" + file.string() +
            "': it was removed, or another file laid in its place, while it was written");
}

/// Changes a store's results and dies before it can commit: part of them is in the file, the rest in a journal.
void die_while_writing(const fs::path& file) {
  const pid_t child = fork();
  if (child == 0) {
    sqlite3* open = nullptr;
    sqlite3_open(file.c_str(), &open);
    const char* sql = "PRAGMA cache_size = 1; BEGIN; UPDATE results SET value = 0";
    _exit(sqlite3_exec(open, sql, nullptr, nullptr, nullptr));
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(status == 0);
}

TEST_CASE("a store whose writer died in the middle of a batch is put back as it was before the batch") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file, tiny_study(300));
  const std::string whole = sim::read_file(file);
  die_while_writing(file);
  REQUIRE(fs::exists(folder.path / "tiny.sqlite-journal"));
  REQUIRE(sim::read_file(file) != whole);
  CHECK(sim::Store::read(file).counts().done == 1200);
  CHECK(sim::read_file(file) == whole);
  CHECK(folder.count() == 1);
}

TEST_CASE("a full disk is told of, and what was on it before is all there") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file, tiny_study(3));
  const std::uintmax_t size = fs::file_size(file);
  const std::string message = error_of([&] {
    const SmallDisk disk(size + 8192);
    make_store(file, tiny_study(3000));
  });
  CHECK(message == "cannot write '" + file.string() + "': disk I/O error");
  const sim::Store store = sim::Store::read(file);
  CHECK(store.counts().done == 12);
  CHECK(store.points().size() == 3);
}

TEST_CASE("a disk that fills up during the runs stops them, and a resumed study has them all") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  const sim::StudyRecord study = tiny_study(1000);
  open_tiny(file, study);
  const std::string message = error_of([&] {
    const SmallDisk disk(fs::file_size(file) + 200000);
    make_store(file, study);
  });
  CHECK(message.find("cannot write '" + file.string() + "': disk I/O error") == 0);
  const std::size_t before = sim::Store::read(file).counts().done;
  CHECK(before < 4000);
  make_store(file, study);
  CHECK(sim::Store::read(file).counts().done == 4000);
}

TEST_CASE("a folder that may not be written to is told of, and its stores can be read") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file);
  chmod(folder.path.c_str(), 0555);
  chmod(file.c_str(), 0444);
  {
    const Nobody nobody;
    CHECK(writing(file) == "cannot write '" + file.string() + "': Permission denied");
    CHECK(reading(file) == "no error");
    CHECK(sim::Store::read(file).counts().done == 12);
  }
  chmod(file.c_str(), 0);
  {
    const Nobody nobody;
    CHECK(reading(file) ==
          "cannot read '" + file.string() + "': unable to open database file (Permission denied)");
  }
  chmod(folder.path.c_str(), 0755);
}

TEST_CASE("a file that may not be written to in a folder that may is told of") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  make_store(file);
  chmod(folder.path.c_str(), 0777);
  chmod(file.c_str(), 0444);
  const Nobody nobody;
  CHECK(writing(file) == "cannot write '" + file.string() + "': attempt to write a readonly database");
}

}  // namespace
