// Times of versions of one thing, taken in turn, so that what a neighbour on the machine does meets all of them; and
// their ratios round by round, of which the median stands still where times do not.
#pragma once

#include <cstddef>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

namespace tools::bench {

/// Wall: what passes. Process: what all threads of this program work, also while they wait for each other in a loop;
/// it leaves out what others on the machine take.
enum class Clock { kWall, kProcess };

inline double seconds_now(Clock clock) {
  std::timespec now{};
  clock_gettime(clock == Clock::kWall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

template <class Fn>
double seconds_of(Clock clock, const Fn& fn) {
  const double begin = seconds_now(clock);
  fn();
  return seconds_now(clock) - begin;
}

struct Quartiles {
  double low = 0, median = 0, high = 0;
};
/// Of at least one number; between two, the lower.
Quartiles quartiles(const std::vector<double>& numbers);

/// What one version took in each round, by either clock, in seconds.
struct Timed {
  std::string name;
  std::vector<double> wall, process;
  const std::vector<double>& by(Clock clock) const { return clock == Clock::kWall ? wall : process; }
};

struct Version {
  std::string name;
  std::function<void()> run;
};

struct Rounds {
  std::vector<Timed> timed;  // as the versions came
  int quiet = 0;             // rounds in which others took less than a twentieth of the machine
};

/// Runs each version once untimed, to fill the caches as it would find them, and once timed, in turn, round after
/// round, until `rounds` were quiet or four times as many were made. Gives the quiet ones where there are at least
/// three, else all.
Rounds time_in_turn(const std::vector<Version>& versions, int rounds);

/// of / by, round by round.
Quartiles ratios(const std::vector<double>& of, const std::vector<double>& by);

}  // namespace tools::bench
