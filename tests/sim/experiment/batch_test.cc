#include "sim/experiment/batch.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

TEST_CASE("a batch keeps each result in its job's place for any number of threads") {
  for (const int count : {1, 2, 8}) {
    const sim::Threads threads(count);
    sim::Progress progress(100);
    const auto batch = sim::run_batch(
        100, [](std::size_t index) { return index * index; }, progress);
    for (std::size_t index = 0; index < 100; ++index) CHECK(batch.results[index] == index * index);
    CHECK(batch.failures.empty());
    CHECK_FALSE(batch.interrupted);
    CHECK(progress.done() == 100);
  }
}

TEST_CASE("a job that throws is recorded and the others finish") {
  sim::Progress progress(6);
  const auto batch = sim::run_batch(
      6,
      [](std::size_t index) {
        if (index == 1) throw std::runtime_error("no ring left");
        if (index == 4) throw 42;
        return true;
      },
      progress);
  REQUIRE(batch.failures.size() == 2);
  CHECK(batch.failures[0].index == 1);
  CHECK(batch.failures[0].message == "no ring left");
  CHECK(batch.failures[1].index == 4);
  CHECK(batch.failures[1].message == "something that is not a std::exception was thrown");
  CHECK_FALSE(batch.results[4]);
  CHECK(batch.results[5] == true);
  CHECK_FALSE(batch.interrupted);
  CHECK(progress.done() == 6);
}

TEST_CASE("Ctrl-C starts no new job, finishes those under way, and the batch says so") {
  std::signal(SIGINT, SIG_DFL);
  const sim::Threads threads(1);
  const sim::InterruptGuard guard;
  sim::Progress progress(10);
  const auto batch = sim::run_batch(
      10,
      [](std::size_t index) {
        if (index == 3) raise(SIGINT);
        return index;
      },
      progress);
  CHECK(batch.interrupted);
  CHECK(batch.results[3] == 3);
  CHECK_FALSE(batch.results[4]);
  CHECK(batch.failures.empty());
  CHECK(progress.done() == 4);
}

TEST_CASE("a request to stop that comes with the last job interrupts nothing") {
  const sim::Threads threads(1);
  const sim::InterruptGuard guard;
  sim::Progress progress(2);
  const auto batch = sim::run_batch(
      2,
      [](std::size_t index) {
        if (index == 1) raise(SIGTERM);
        return index;
      },
      progress);
  CHECK_FALSE(batch.interrupted);
}

/// Next of the numbers below `count`.
auto counting_to(std::uint64_t count) {
  return [count, at = std::uint64_t{0}]() mutable -> std::optional<std::uint64_t> {
    if (at == count) return std::nullopt;
    return at++;
  };
}

TEST_CASE("a stream gives each job once, and tells of those that fail, for any number of threads") {
  for (const int count : {1, 2, 8}) {
    const sim::Threads threads(count);
    sim::Progress progress(1000);
    std::vector<std::atomic<int>> calls(1000);
    std::map<std::uint64_t, std::string> failures;
    const auto job = [&](std::uint64_t number) {
      ++calls[number];
      if (number % 400 == 7) throw std::runtime_error("no ring left");
    };
    const auto report = sim::run_stream(
        counting_to(1000), job,
        [&](std::uint64_t number, const std::string& message) { failures[number] = message; }, progress);
    CHECK(std::all_of(calls.begin(), calls.end(), [](const std::atomic<int>& n) { return n == 1; }));
    CHECK(report.done == 997);
    CHECK(report.failed == 3);
    CHECK(failures == std::map<std::uint64_t, std::string>{
                          {7, "no ring left"}, {407, "no ring left"}, {807, "no ring left"}});
    CHECK(progress.done() == 1000);
  }
}

TEST_CASE("Ctrl-C ends a stream of more jobs than anybody could wait for") {
  std::signal(SIGINT, SIG_DFL);
  const sim::InterruptGuard guard;
  sim::Progress progress(1);
  const auto job = [](std::uint64_t number) {
    if (number == 3) raise(SIGINT);
  };
  const auto report = sim::run_stream(
      counting_to(std::uint64_t{1} << 60), job, [](std::uint64_t, const std::string&) {}, progress);
  CHECK(report.done >= 4);
  CHECK(report.failed == 0);
  CHECK_THROWS_AS(sim::heed_interrupt(), sim::Interrupted);
}

TEST_CASE("a guard forgets the request with its end, and an inner guard keeps it") {
  {
    const sim::InterruptGuard outer;
    raise(SIGTERM);
    const sim::InterruptGuard inner;
    CHECK(sim::interrupt_requested());
  }
  CHECK_FALSE(sim::interrupt_requested());
}

TEST_CASE("a program that was started to ignore Ctrl-C goes on ignoring it") {
  std::signal(SIGINT, SIG_IGN);
  {
    const sim::InterruptGuard guard;
    raise(SIGINT);
    CHECK_FALSE(sim::interrupt_requested());
  }
  CHECK((std::signal(SIGINT, SIG_DFL) == SIG_IGN));
}

TEST_CASE("a second Ctrl-C ends the program at once") {
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGINT, SIG_DFL);
    const sim::InterruptGuard guard;
    ::kill(getpid(), SIGINT);
    ::kill(getpid(), SIGINT);
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGINT);
}

}  // namespace
