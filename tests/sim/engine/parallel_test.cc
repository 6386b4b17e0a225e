#include "sim/engine/parallel.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/contract.h"

namespace sim {
namespace {

constexpr std::size_t kRows = 50 * kGrain + 7;

// What a loop's exception says; "" when none came.
template <class Loop>
std::string said_by(Loop loop) {
  try {
    loop();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("every row is visited once for any number of threads") {
  for (const int threads : {1, 2, 4, 8}) {
    const Threads limit(threads);
    for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, kGrain, 4 * kGrain, kRows}) {
      std::vector<int> visits(rows, 0);
      for_each_row(rows, [&](std::size_t row) { ++visits[row]; });
      CHECK(visits == std::vector<int>(rows, 1));
    }
  }
}

TEST_CASE("ranges are cut at the same rows for any number of threads") {
  for (const int threads : {1, 2, 8}) {
    const Threads limit(threads);
    std::vector<std::size_t> ends(kRows / kGrain + 1, 0);
    for_each_range(kRows, [&](std::size_t first, std::size_t last) { ends[first / kGrain] = last; });
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) CHECK(ends[i] == (i + 1) * kGrain);
    CHECK(ends.back() == kRows);
  }
}

TEST_CASE("parts cover all rows once, few and of a size worth handing out") {
  for (const std::size_t rows : {std::size_t{0}, std::size_t{1}, std::size_t{999}, std::size_t{1000001}}) {
    const Parts parts(rows, 100);
    CHECK(parts.count() <= 64);
    std::size_t next = 0;
    for (std::size_t part = 0; part < parts.count(); ++part) {
      CHECK(parts.first(part) == next);
      CHECK(parts.of(next) == part);
      next = parts.last(part);
      CHECK((next - parts.first(part) >= 100 || next == rows));
    }
    CHECK(next == rows);
  }
}

TEST_CASE("a list made in parts is in row order, and a sum in parts is whole, for any number of threads") {
  for (const int threads : {1, 2, 8}) {
    const Threads limit(threads);
    const auto sevenths = list_rows<std::size_t>({10000, 16}, [](std::size_t row, auto& list) {
      if (row % 7 == 0) list.push_back(row);
    });
    REQUIRE(sevenths.size() == 1429);
    for (std::size_t i = 0; i < sevenths.size(); ++i) CHECK(sevenths[i] == 7 * i);
    CHECK(sum_in_parts<std::size_t>({10000, 16}, [](std::size_t row) { return row; }) == 49995000);
  }
}

TEST_CASE("a sum of doubles has the same bits for any number of threads") {
  const auto sum = [] {
    return sum_rows(kRows, 0.1, [](std::size_t first, std::size_t last) {
      double part = 0;
      for (std::size_t row = first; row < last; ++row) part += std::sin(static_cast<double>(row)) * 1e6;
      return part;
    });
  };
  const Threads one(1);
  const double expected = sum();
  for (const int threads : {2, 3, 4, 8, 16}) {
    const Threads limit(threads);
    for (int repeat = 0; repeat < 20; ++repeat) CHECK(sum() == expected);
  }
}

TEST_CASE("a sum of no rows is its zero") {
  CHECK(sum_rows(0, 2.5, [](std::size_t, std::size_t) { return 1.0; }) == 2.5);
}

TEST_CASE("the latest limit of threads holds until it ends") {
  const int all = thread_count();
  {
    const Threads three(3);
    CHECK(thread_count() == 3);
    {
      const Threads one(1);
      CHECK(thread_count() == 1);
    }
    CHECK(thread_count() == 3);
  }
  CHECK(thread_count() == all);
  CHECK(all >= 1);
  const Threads unlimited(0);
  CHECK(thread_count() == all);
}

TEST_CASE("fewer than no threads break the contract") { CHECK_THROWS_AS(Threads(-1), ContractBroken); }

TEST_CASE("as many threads work as are asked for") {
  const Threads four(4);
  std::atomic<int> waiting{0};
  // Four runs that each wait until all four have begun end only when four threads take them.
  for_each_run(4, [&](std::size_t) {
    ++waiting;
    while (waiting < 4) {
    }
  });
  CHECK(waiting == 4);
}

TEST_CASE("a thread that waits for the rows of its run takes up no other run") {
  const Threads limit(4);
  std::atomic<bool> nested{false};
  std::atomic<std::size_t> rows_seen{0};
  const auto run_rows = [&](std::size_t first, std::size_t last) {
    // Long enough for others to take some, so that the run's own thread must wait for them.
    std::this_thread::sleep_for(std::chrono::microseconds(20));
    rows_seen += last - first;
  };
  // Few runs a loop: only a thread that has no run of its own left in line gives rows away.
  for (int repeat = 0; repeat < 100; ++repeat) {
    for_each_run(6, [&](std::size_t) {
      thread_local bool busy = false;
      if (busy) nested = true;
      busy = true;
      for_each_range(8 * kGrain, run_rows);
      busy = false;
    });
  }
  CHECK(!nested);
  CHECK(rows_seen == kGrain * 100 * 6 * 8);
}

TEST_CASE("the lowest failing run's exception comes out") {
  for (const int threads : {1, 2, 8}) {
    const Threads limit(threads);
    for (int repeat = 0; repeat < 50; ++repeat) {
      CHECK(said_by([] {
              for_each_run(40, [](std::size_t run) {
                if (run % 7 == 5) throw std::runtime_error(std::to_string(run));
              });
            }) == "5");
    }
  }
}

TEST_CASE("the lowest failing row's exception comes out") {
  for (const int threads : {1, 4}) {
    const Threads limit(threads);
    CHECK(said_by([] {
            for_each_row(kRows, [](std::size_t row) {
              if (row > 3 * kGrain) throw std::runtime_error(std::to_string(row));
            });
          }) == std::to_string(3 * kGrain + 1));
  }
}

}  // namespace
}  // namespace sim
