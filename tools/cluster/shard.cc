#include "tools/cluster/shard.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/input/number.h"
#include "tools/console/refusal.h"

namespace tools {
namespace {

/// Groups for each shard are made as for so many threads, so that a shard has work for all of its own.
constexpr int kThreadsOfAShard = 4;

/// A variable by which a scheduler tells a task its number, and the first number that it gives.
struct TaskVariable {
  const char* name;
  const char* scheduler;
  std::uint64_t first;
};
constexpr TaskVariable kTaskVariables[] = {{"SLURM_ARRAY_TASK_ID", "Slurm", 1},
                                           {"JOB_COMPLETION_INDEX", "Kubernetes", 0},
                                           {"AWS_BATCH_JOB_ARRAY_INDEX", "AWS Batch", 0},
                                           {"PARALLEL_SEQ", "GNU parallel", 1},
                                           {"HQ_TASK_ID", "HyperQueue", 1}};

std::optional<std::uint64_t> whole_in(Environment environment, const char* name) {
  const char* value = environment(name);
  return value == nullptr ? std::nullopt : sim::parse_whole(value).value;
}

/// The number from 1 of the one variable that is set.
std::uint64_t number_told(const char* option, Environment environment) {
  std::vector<std::string> names;
  std::vector<TaskVariable> set;
  for (const TaskVariable& variable : kTaskVariables) {
    names.emplace_back(variable.name);
    if (environment(variable.name) != nullptr) set.push_back(variable);
  }
  if (set.empty())
    refuse_input(argument(option), "no scheduler told this program its number",
                 fmt::format("one of {} is looked for; or give the number itself", fmt::join(names, ", ")));
  if (set.size() > 1)
    refuse_input(argument(option), fmt::format("both {} and {} are set", set[0].name, set[1].name),
                 fmt::format("give the number itself: {} \"${}\"", option, set[1].name));
  const auto [name, scheduler, first] = set.front();
  const std::optional<std::uint64_t> number = whole_in(environment, name);
  if (!number || *number < first)
    refuse_input(argument(option), fmt::format("{} is '{}'", name, environment(name)),
                 fmt::format("a task of {} has a number from {} on", scheduler, first));
  return *number + 1 - first;
}

/// Of an array of Slurm whose numbers leave none out.
Shard slurm_shard(Environment environment) {
  const auto count = whole_in(environment, "SLURM_ARRAY_TASK_COUNT");
  const auto low = whole_in(environment, "SLURM_ARRAY_TASK_MIN");
  const auto high = whole_in(environment, "SLURM_ARRAY_TASK_MAX");
  const auto id = whole_in(environment, "SLURM_ARRAY_TASK_ID");
  if (!count || !low || !high || !id)
    refuse_input(argument("--shard"), "how many shards there are is not told by this scheduler",
                 "say it: --shard auto/10");
  if (*high - *low + 1 != *count)
    refuse_input(argument("--shard"),
                 "the numbers of this array leave some out, as when a part of it is run again",
                 fmt::format("say of how many: --shard auto/{}", *high));
  return {*id - *low + 1, *count};
}

}  // namespace

const char* environment_variable(const char* name) {
  return std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it
}

Shard read_shard(const std::string& word, Environment environment) {
  if (word == "auto") return slurm_shard(environment);
  const std::size_t slash = std::min(word.find('/'), word.size());
  const std::string number = word.substr(0, slash);
  const std::uint64_t count =
      sim::parse_whole(slash < word.size() ? word.substr(slash + 1) : "").value.value_or(0);
  const std::uint64_t typed = sim::parse_whole(number).value.value_or(0);
  if (count == 0 || (typed == 0 && number != "auto" && number != "0"))
    refuse_input(argument("--shard"), fmt::format("'{}' is no shard", word), "3/10, auto/10 or auto");
  const Shard shard{number == "auto" ? number_told("--shard", environment) : typed, count};
  if (shard.number == 0 || shard.number > shard.count)
    refuse_input(argument("--shard"), fmt::format("there is no shard {} of {}", shard.number, shard.count),
                 fmt::format("they are numbered 1 to {}", shard.count));
  return shard;
}

std::uint64_t read_task(const std::string& word, Environment environment) {
  if (word == "auto") return number_told("--task", environment);
  const std::optional<std::uint64_t> number = sim::parse_whole(word).value;
  if (!number || *number == 0)
    refuse_input(argument("--task"), fmt::format("'{}' is no task", word), "a number from 1 on, or auto");
  return *number;
}

std::string shard_folder(const std::string& results, const Shard& shard) {
  const std::size_t digits = std::to_string(shard.count).size();
  return (std::filesystem::path(results) / "shards" /
          fmt::format("shard-{:0{}}-of-{}", shard.number, digits, shard.count))
      .string();
}

RunShare share_of_shard(const Study& study, const RunsLeft& left, const Shard& shard) {
  const RunGroups groups(study, kThreadsOfAShard * static_cast<int>(shard.count));
  std::uint64_t runs = 0;
  for (std::uint64_t group = shard.number - 1; group < groups.count(); group += shard.count)
    runs += groups.of(group, left).size();
  const auto next = [group = shard.number - 1, step = shard.count, all = groups.count()]() mutable {
    if (group >= all) return std::optional<std::uint64_t>();
    return std::optional(std::exchange(group, group + step));
  };
  return {groups, runs, next};
}

}  // namespace tools
