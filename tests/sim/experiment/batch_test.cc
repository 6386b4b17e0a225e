#include "sim/experiment/batch.h"

#include <csignal>
#include <stdexcept>

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
