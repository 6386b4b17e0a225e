#include "tools/bench/paired.h"

#include <unistd.h>

#include <fstream>
#include <string>
#include <thread>

#include "sim/numeric/statistics.h"

namespace tools::bench {
namespace {

constexpr double kQuiet = 0.05;

// What all processors of the machine have worked since it started, for whomever: the first line of /proc/stat, in
// ticks, without its fields idle and iowait.
double machine_seconds() {
  std::ifstream stat("/proc/stat");
  std::string cpu;
  double ticks = 0;
  stat >> cpu;
  for (int field = 0; field < 8; ++field) {
    double spent = 0;
    stat >> spent;
    if (field != 3 && field != 4) ticks += spent;
  }
  return ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

}  // namespace

Quartiles quartiles(const std::vector<double>& numbers) {
  return {sim::quantile(numbers, 0.25), sim::quantile(numbers, 0.5), sim::quantile(numbers, 0.75)};
}

Rounds time_in_turn(const std::vector<Version>& versions, int rounds) {
  std::vector<Timed> all, quiet;
  for (const Version& version : versions) all.push_back({version.name, {}, {}});
  quiet = all;
  Rounds taken;
  for (int round = 0; round < 4 * rounds && taken.quiet < rounds; ++round) {
    const double busy = machine_seconds();
    const double own = seconds_now(Clock::kProcess);
    const double begin = seconds_now(Clock::kWall);
    for (std::size_t i = 0; i < versions.size(); ++i) {
      versions[i].run();
      const double process = seconds_now(Clock::kProcess);
      all[i].wall.push_back(seconds_of(Clock::kWall, versions[i].run));
      all[i].process.push_back(seconds_now(Clock::kProcess) - process);
    }
    const double by_others = machine_seconds() - busy - (seconds_now(Clock::kProcess) - own);
    if (by_others > kQuiet * std::thread::hardware_concurrency() * (seconds_now(Clock::kWall) - begin))
      continue;
    ++taken.quiet;
    for (std::size_t i = 0; i < versions.size(); ++i) {
      quiet[i].wall.push_back(all[i].wall.back());
      quiet[i].process.push_back(all[i].process.back());
    }
  }
  taken.timed = taken.quiet >= 3 ? quiet : all;
  return taken;
}

Quartiles ratios(const std::vector<double>& of, const std::vector<double>& by) {
  std::vector<double> all;
  for (std::size_t round = 0; round < of.size(); ++round) all.push_back(of[round] / by[round]);
  return quartiles(all);
}

}  // namespace tools::bench
