// The part of a study that one of several programs makes, by number.
#pragma once

#include <cstdint>
#include <string>

#include "tools/study/batch.h"
#include "tools/study/study.h"

namespace tools {

/// Number `number` of `count`, from 1.
struct Shard {
  std::uint64_t number = 1;
  std::uint64_t count = 1;
};

/// The value of a variable of the environment; null where it is not set.
using Environment = const char* (*)(const char* name);
/// That of this program.
const char* environment_variable(const char* name);

/// What --shard says: "3/10"; "auto/10", the number from the variable that a scheduler gives each task (Slurm's and
/// HyperQueue's arrays and GNU parallel count from 1, Kubernetes' indexed jobs and AWS Batch from 0); "auto", and how many
/// there are too, which Slurm alone tells. Throws sim::BadInput where it says no shard, no such variable is set, or two are.
Shard read_shard(const std::string& word, Environment environment);

/// The number of a task, from 1, as a scheduler gives it; `word` a number or "auto". Throws likewise.
std::uint64_t read_task(const std::string& word, Environment environment);

/// The folder in which a shard has its store: "shards/shard-03-of-10" of the results.
std::string shard_folder(const std::string& results, const Shard& shard);

/// Every count-th group of the study's runs, from the shard's number on: runs of one replicate stay together, and slow
/// policies and points are shared out evenly. The study must outlive it.
RunShare share_of_shard(const Study& study, const RunsLeft& left, const Shard& shard);

}  // namespace tools
