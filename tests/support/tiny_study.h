// A study of two factors, two outputs and two scenarios, and results that follow from a run's place.
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <vector>

#include "sim/experiment/run_key.h"
#include "sim/experiment/store.h"

namespace tests {

inline sim::StudyRecord tiny_study(std::int64_t points = 3, std::int64_t replicates = 2) {
  sim::StudyRecord study;
  study.name = "tiny";
  study.title = "How much, \"and\" why";
  study.text = "factors:\n  strength: [0, 1]\n";
  study.method = "sobol";
  study.points = points;
  study.replicates = replicates;
  study.seed = 18446744073709551615U;
  study.factors = {{"strength", "share", "how strict", "a report", "low", 0, 1, "uniform", 0, ""},
                   {"delay", "weeks", "how slow", "a parameter", "medium", 2, 10, "log-uniform", 5, "speed"}};
  study.outputs = {{"stock", "units", "all there is", 2026}, {"stock", "units", "all there is", 2027}};
  study.scenarios = {{"today", "As it is", "a: 1\n", "00ff"}, {"strict", "As it might be", "a: 2\n", "ff00"}};
  study.build = {"0.1.0", "abc", "none", "GNU 12.2.0", "-O3"};
  study.inputs = {{"study.yaml", 18446744073709551614U}};
  study.command_line = "sweep study.yaml";
  return study;
}

inline sim::StoredPoint tiny_point(std::int64_t point) {
  const double u = (static_cast<double>(point) + 0.5) / 3000;
  return {point, {u, 1 - u}, {u, 10 - 8 * u}};
}

/// A store of a study, to write into.
inline sim::Store open_tiny(const std::filesystem::path& file, const sim::StudyRecord& study) {
  return sim::Store::open_for(file, study, tiny_point);
}

inline sim::StoredRun tiny_run(std::int64_t point, const std::string& scenario, std::int64_t replicate) {
  const double value = static_cast<double>(point) / 3 + static_cast<double>(replicate);
  const std::vector<std::string> parts{std::to_string(point), scenario, std::to_string(replicate)};
  return {{point, scenario, replicate}, sim::run_key(parts), "", {value, -value}, ""};
}

/// All runs of the design, by place.
inline std::vector<sim::StoredRun> tiny_runs(const sim::StudyRecord& study) {
  std::vector<sim::StoredRun> runs;
  for (std::int64_t p = 0; p < study.points; ++p) {
    for (const char* scenario : {"strict", "today"}) {
      for (std::int64_t r = 0; r < study.replicates; ++r) runs.push_back(tiny_run(p, scenario, r));
    }
  }
  return runs;
}

/// What a call throws; "no error" when it does not.
template <class Call>
std::string error_of(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace tests
