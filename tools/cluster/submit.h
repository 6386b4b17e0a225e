// Submitting a study to Slurm: the plan, the scripts, the jobs.
#pragma once

#include <cstdint>
#include <string>

#include "tools/cluster/plan.h"
#include "tools/cluster/slurm.h"
#include "tools/study/study.h"

namespace tools {

struct SubmitOptions {
  std::uint64_t tasks = 0;
  SlurmOptions slurm;
  std::string scratch;       ///< a shell's word; empty: stores are written where they stay
  double seconds_a_run = 0;  ///< 0: measured
  bool is_dry = false;
  bool is_retry = false;  ///< of what tasks left
};

/// The scripts of a plan, as they are written and submitted.
struct ClusterScripts {
  std::string array;
  std::string merge;
};
ClusterScripts scripts_of(const ClusterPlan& plan, const std::string& results, const SubmitOptions& options);

/// Plans the study, writes plan and scripts into its folder of results and submits both; says what it did, or that
/// nothing is left to run. Throws sim::BadInput where it was submitted before and no retry was asked for, changed since, tasks
/// of it are still under way, or the array is larger than the cluster allows; sim::FileError, std::runtime_error.
void submit(const Study& study, const SubmitOptions& options);

}  // namespace tools
