// Stores whose writers are killed, stopped or many.
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "sim/experiment/store.h"
#include "tests/support/folder.h"
#include "tests/support/tiny_study.h"

namespace {

namespace fs = std::filesystem;
using namespace tests;

/// Opens the store and adds what is not there, as a sweep does; `pause` after each run.
void write_what_is_left(const fs::path& file, const sim::StudyRecord& study,
                        std::chrono::microseconds pause) {
  sim::Store store = open_tiny(file, study);
  const auto there = store.keys();
  for (const sim::StoredRun& run : tiny_runs(study)) {
    if (there.count(run.place) > 0) continue;
    store.add(run);
    std::this_thread::sleep_for(pause);
  }
  store.flush();
}

/// A program of its own that does so; its number.
pid_t start_writer(const fs::path& file, const sim::StudyRecord& study) {
  const pid_t child = fork();
  if (child != 0) return child;
  try {
    write_what_is_left(file, study, std::chrono::microseconds(100));
  } catch (...) {
    _exit(1);
  }
  _exit(0);
}

/// Everything that a store exports, by file name.
std::map<std::string, std::string> exported(const fs::path& file, const fs::path& folder) {
  sim::export_csv(sim::Store::read(file), folder);
  std::map<std::string, std::string> texts;
  for (const auto& entry : fs::directory_iterator(folder)) {
    texts[entry.path().filename().string()] = sim::read_file(entry.path());
  }
  return texts;
}

TEST_CASE("a store whose writer was killed again and again exports the bytes of an unbroken one") {
  const Folder folder;
  const sim::StudyRecord study = tiny_study(400, 4);
  const fs::path broken = folder.path / "broken.sqlite";
  int kills = 0;
  for (int milliseconds = 3;; milliseconds = milliseconds * 7 % 101 + 20) {
    const pid_t child = start_writer(broken, study);
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds + kills * kills / 10));
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    if (WIFEXITED(status)) {
      REQUIRE(WEXITSTATUS(status) == 0);
      break;
    }
    REQUIRE(++kills < 500);
  }
  CHECK(kills >= 3);
  write_what_is_left(folder.path / "whole.sqlite", study, std::chrono::microseconds(0));
  const auto whole = exported(folder.path / "whole.sqlite", folder.path / "whole");
  CHECK(exported(broken, folder.path / "broken") == whole);
  CHECK(whole.at("runs.csv").size() > 3200 * 40);
  CHECK_FALSE(fs::exists(folder.path / "broken.sqlite-journal"));
  CHECK_FALSE(fs::exists(folder.path / "broken.sqlite-lock"));
}

TEST_CASE("a second writer is refused, with the number of the first, until that is gone") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  {
    const sim::Store first = open_tiny(file, tiny_study());
    const std::string refusal = error_of([&] { open_tiny(file, tiny_study()); });
    CHECK(refusal.find("cannot write '" + file.string() + "': program " + std::to_string(getpid()) +
                       " on ") == 0);
    CHECK(refusal.find(" is writing it; wait until it is done, or write another file") != std::string::npos);
    fs::create_symlink(file, folder.path / "alias");
    CHECK_THROWS_AS(open_tiny(folder.path / "alias", tiny_study()), sim::StoreError);
  }
  CHECK(error_of([&] { open_tiny(file, tiny_study()); }) == "no error");
}

TEST_CASE("a store can be read while it is being written") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  sim::Store writer = open_tiny(file, tiny_study());
  const sim::Store reader = sim::Store::read(file);
  CHECK(reader.counts().done == 0);
  writer.add(tiny_run(0, "today", 0));
  writer.flush();
  CHECK(reader.counts().done == 1);
}

TEST_CASE("a reader that takes its time delays a writer, and nothing is lost") {
  const Folder folder;
  const fs::path file = folder.path / "tiny.sqlite";
  sim::Store store = open_tiny(file, tiny_study());
  sqlite3* reader = nullptr;
  REQUIRE(sqlite3_open(file.c_str(), &reader) == SQLITE_OK);
  REQUIRE(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM runs", nullptr, nullptr, nullptr) == SQLITE_OK);
  std::thread release([reader] {
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    sqlite3_close(reader);
  });
  for (const sim::StoredRun& run : tiny_runs(tiny_study())) store.add(run);
  CHECK(error_of([&] { store.flush(); }) == "no error");
  release.join();
  CHECK(store.counts().done == 12);
}

TEST_CASE("runs that many threads add are all there") {
  const Folder folder;
  const sim::StudyRecord study = tiny_study(500, 4);
  sim::Store store = open_tiny(folder.path / "tiny.sqlite", study);
  std::vector<std::thread> threads;
  for (std::int64_t replicate = 0; replicate < 4; ++replicate) {
    threads.emplace_back([&store, replicate] {
      for (std::int64_t point = 0; point < 500; ++point) store.add(tiny_run(point, "today", replicate));
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(store.counts().done == 2000);
}

}  // namespace
