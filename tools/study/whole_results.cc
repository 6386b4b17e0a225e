#include "tools/study/whole_results.h"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "models/record/outcome_bytes.h"
#include "tools/scenarios/folder.h"
#include "tools/study/options.h"
#include "tools/study/result_store.h"

namespace tools {
namespace {

/// The options of the command that stands in the record: "chokepoint run history -n 100 --seed 1".
StudyOptions options_of(const sim::StudyRecord& record) {
  StudyOptions options;
  CLI::App app;
  CLI::App* command = app.add_subcommand(record.name);
  declare_study_options(*command, options);
  const std::string& line = record.command_line;
  try {
    app.parse(line.substr(std::min(line.size(), line.find(' '))), false);
  } catch (const CLI::Error& error) {
    throw sim::StoreError(fmt::format("'{}' is no command of this program: {}", line, error.what()));
  }
  return options;
}

std::string hash_in(const sim::StudyRecord& record, const std::string& scenario) {
  const auto found = std::ranges::find(record.scenarios, scenario, &sim::StoredScenario::name);
  return found == record.scenarios.end() ? "" : found->hash;
}

void require_same_scenarios(const sim::StudyRecord& stored, const sim::StudyRecord& now) {
  for (const sim::StoredScenario& scenario : now.scenarios) {
    if (hash_in(stored, scenario.name) != scenario.hash)
      throw sim::StoreError(
          fmt::format("the files of '{}' are not those that were run: run them again", scenario.name));
  }
}

/// The scenarios folder that the runs were made of; empty, which means the usual one, where it is there no more.
std::string folder_of(const sim::StudyRecord& record) {
  for (const sim::InputFile& input : record.inputs) {
    const std::filesystem::path file = input.path;
    if (file.filename() == "actors.yaml" && is_there(file)) return file.parent_path().string();
  }
  return "";
}

std::size_t variant_of(const Study& study, const std::string& name) {
  const auto found = std::ranges::find(study.variants, name, &Variant::name);
  if (found == study.variants.end())
    throw sim::StoreError(fmt::format("the command that made the runs has no scenario '{}'", name));
  return static_cast<std::size_t>(found - study.variants.begin());
}

}  // namespace

Results whole_results(const std::string& word, const std::string& scenarios) {
  const sim::Store store = sim::Store::read(store_file(word));
  const sim::StudyRecord& record = store.study();
  if (record.name != "run" && record.name != "price")
    throw sim::StoreError(
        fmt::format("'{}' keeps numbers of its runs, not their weeks (run and price do)", word));
  StudyOptions options = options_of(record);
  options.folder = scenarios.empty() ? folder_of(record) : scenarios;
  Study study =
      record.name == "price" ? typed_study(options, priced_variants(options)) : typed_study(options);
  require_same_scenarios(record, study.record);
  Results results(std::move(study));
  std::size_t failed = 0;
  for (const sim::StoredRun& run : store.runs()) {
    if (!run.error.empty()) {
      ++failed;
      continue;
    }
    const RunAddress address{.variant = variant_of(results.study(), run.place.scenario),
                             .replicate = static_cast<std::uint64_t>(run.place.replicate)};
    try {
      results.add(address, chokepoint::outcome_of_bytes(run.detail));
    } catch (const std::invalid_argument& error) {
      throw sim::StoreError(fmt::format("the runs in '{}' are of another program: {}", word, error.what()));
    }
  }
  results.finish(failed, false);
  return results;
}

}  // namespace tools
