#include "tools/cluster/claims.h"

#include <set>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "tests/support/folder.h"

namespace {

using tools::Claims;

std::vector<std::uint64_t> all_of(Claims& claims) {
  std::vector<std::uint64_t> chunks;
  while (const auto chunk = claims.next()) chunks.push_back(*chunk);
  return chunks;
}

}  // namespace

TEST_CASE("each chunk is claimed once, by whichever task comes first") {
  const tests::Folder at;
  constexpr std::uint64_t kTasks = 4;
  std::vector<std::vector<std::uint64_t>> taken(kTasks);
  {
    std::vector<std::jthread> threads;
    for (std::uint64_t task = 1; task <= kTasks; ++task) {
      threads.emplace_back([&, task] {
        Claims claims(at.path, task, kTasks, 100);
        taken[task - 1] = all_of(claims);
      });
    }
  }
  std::multiset<std::uint64_t> all;
  for (const auto& chunks : taken) all.insert(chunks.begin(), chunks.end());
  CHECK(all.size() == 100);
  CHECK(std::set(all.begin(), all.end()).size() == 100);
  CHECK(tools::claimed(at.path) == 100);
}

TEST_CASE("tasks begin far from each other") {
  const tests::Folder at;
  CHECK(Claims(at.path, 1, 4, 100).next() == 0);
  CHECK(Claims(at.path, 3, 4, 100).next() == 50);
}

TEST_CASE("a task that begins again has its own chunks first, and those of others never") {
  const tests::Folder at;
  Claims first(at.path, 1, 2, 6);
  first.next();
  first.next();
  Claims other(at.path, 2, 2, 6);
  other.next();
  Claims again(at.path, 1, 2, 6);
  const std::vector<std::uint64_t> chunks = all_of(again);
  CHECK(std::set(chunks.begin(), chunks.begin() + 2) == std::set<std::uint64_t>{0, 1});
  CHECK(std::set(chunks.begin(), chunks.end()) == std::set<std::uint64_t>{0, 1, 2, 4, 5});
}

TEST_CASE("what is given back may be claimed again") {
  const tests::Folder at;
  Claims claims(at.path, 1, 1, 3);
  all_of(claims);
  tools::release_claims(at.path, {1});
  Claims other(at.path, 2, 2, 3);
  CHECK(all_of(other) == std::vector<std::uint64_t>{1});
  CHECK(tools::claimed(at.path) == 3);
}
