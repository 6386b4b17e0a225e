#include "tools/study/checkpoint.h"

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/engine/state.h"
#include "sim/experiment/batch.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "sim/experiment/manifest.h"
#include "sim/experiment/progress.h"
#include "sim/numeric/hash.h"
#include "tools/console/arguments.h"

namespace tools {
namespace {

constexpr const char* kFrom = "--from";

/// What a file must say so that runs may go on from it, a line each: the word, and what it is of.
std::vector<std::pair<std::string, std::string>> marks_of(const Study& study) {
  const Variant& variant = study.variants.front();
  return {{"chokepoint", sim::this_build().version},
          {"policy", variant.scenario->name},
          {"scenario", sim::hex(variant.hash)},
          {"seed", fmt::format("{}", study.input.seed)},
          {"runs", fmt::format("{}", variant.replicates)}};
}

void append(std::string& text, std::span<const std::byte> state) {
  const std::uint64_t size = state.size();
  text.append(reinterpret_cast<const char*>(&size), sizeof size);
  text.append(reinterpret_cast<const char*>(state.data()), state.size());
}

/// Takes a line off the front of a text; nothing is left of one without an end.
std::string take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string line(text.substr(0, end));
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return line;
}

std::span<const std::byte> take_state(std::string_view& text) {
  std::uint64_t size = 0;
  if (text.size() >= sizeof size) std::memcpy(&size, text.data(), sizeof size);
  if (text.size() < sizeof size || text.size() - sizeof size < size)
    refuse_argument(kFrom, "the file was cut short");
  const auto state = std::as_bytes(std::span(text.data() + sizeof size, size));
  text.remove_prefix(sizeof size + size);
  return state;
}

/// The states of a file that fits the study, by run.
std::vector<std::span<const std::byte>> states_in(std::string_view text, const Study& study) {
  for (const auto& [word, of_study] : marks_of(study)) {
    const std::string line = take_line(text);
    if (line.rfind(word + " ", 0) != 0) refuse_argument(kFrom, "this is no file of `run --save`");
    const std::string of_file = line.substr(word.size() + 1);
    if (of_file != of_study)
      refuse_argument(kFrom,
                      fmt::format("the file is of {} {}, not {}: save it anew", word, of_file, of_study));
  }
  std::vector<std::span<const std::byte>> states;
  for (std::uint64_t run = 0; run < study.variants.front().replicates; ++run)
    states.push_back(take_state(text));
  return states;
}

void need_one_policy(const Study& study, const char* option) {
  if (study.variants.size() != 1) refuse_argument(option, "takes one policy");
}

}  // namespace

void save_runs(const Study& study, int weeks, const std::filesystem::path& file) {
  need_one_policy(study, "--save");
  const Variant& variant = study.variants.front();
  if (weeks < 1 || weeks >= variant.scenario->calendar.weeks)
    refuse_argument("--save",
                    fmt::format("week {} (accepted: 1 to {}, the weeks that {} has before its last)", weeks,
                                variant.scenario->calendar.weeks - 1, variant.scenario->name));
  const sim::InterruptGuard guard;
  const sim::Threads threads(study.options.threads);
  sim::AtomicFile kept(file);
  const Runner runner(study);
  sim::Progress progress(variant.replicates);
  const auto saved = sim::run_batch(
      variant.replicates,
      [&](std::size_t run) {
        chokepoint::World world = runner.first_day({0, 0, run});
        chokepoint::run_to(world, weeks, chokepoint::Checks::kOff);
        return sim::save(world);
      },
      progress);
  if (saved.interrupted) return;
  if (!saved.failures.empty())
    throw std::runtime_error(
        fmt::format("run {} failed: {}", saved.failures.front().index, saved.failures.front().message));
  std::string text;
  for (const auto& [word, of_study] : marks_of(study)) text += fmt::format("{} {}\n", word, of_study);
  for (const auto& state : saved.results) append(text, *state);
  kept.append(text);
  kept.keep();
}

Results runs_from(Study study, const std::filesystem::path& file) {
  need_one_policy(study, kFrom);
  const std::string text = sim::read_file(file);
  const std::vector<std::span<const std::byte>> states = states_in(text, study);
  const sim::InterruptGuard guard;
  const sim::Threads threads(study.options.threads);
  Results results(std::move(study));
  const Runner runner(results.study());
  sim::Progress progress(states.size());
  const auto made = sim::run_batch(
      states.size(),
      [&](std::size_t run) {
        chokepoint::World world = runner.first_day({0, 0, run});
        sim::restore(world, states[run]);
        chokepoint::run_to_end(world, chokepoint::Checks::kOff);
        results.add({0, 0, run}, chokepoint::outcome_of(world));
        return true;
      },
      progress);
  if (!made.failures.empty()) refuse_argument(kFrom, made.failures.front().message);
  results.finish(0, made.interrupted);
  return results;
}

}  // namespace tools
