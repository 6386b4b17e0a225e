#include "tools/scenarios/belief_file.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/input/csv_row.h"
#include "sim/input/fields_walk.h"
#include "sim/input/kept.h"
#include "sim/input/number.h"
#include "sim/numeric/hash.h"
#include "tools/console/arguments.h"
#include "tools/console/refusal.h"

namespace tools {
namespace {

constexpr const char* kOption = "--posterior";
constexpr const char* kPrior = "--prior";

std::vector<double> point_of(const sim::CsvRow& row, sim::Problems& problems) {
  std::vector<double> point;
  for (const sim::CsvField& field : row) {
    const auto number = sim::parse_number(field.text).value;
    if (!number || *number < 0 || *number > 1)
      problems.add(field.at, fmt::format("'{}' is no place in a prior", field.text), "a number from 0 to 1");
    point.push_back(number.value_or(0));
  }
  return point;
}

constexpr std::string_view kDraws = "draws";

/// A belief as bytes: its paths, a line each, a line of none, then its points as they are in memory.
std::string bytes_of(const chokepoint::Belief& belief) {
  std::string bytes = fmt::format("{}\n\n", fmt::join(belief.paths, "\n"));
  for (const std::vector<double>& point : belief.points)
    bytes.append(reinterpret_cast<const char*>(point.data()), point.size() * sizeof(double));
  return bytes;
}

/// Of bytes that bytes_of() made.
chokepoint::Belief belief_of(std::string_view bytes) {
  chokepoint::Belief belief;
  for (std::size_t end = bytes.find('\n'); end > 0; end = bytes.find('\n')) {
    belief.paths.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(end + 1);
  }
  bytes.remove_prefix(1);
  const std::size_t width = belief.paths.size() * sizeof(double);
  for (; !bytes.empty(); bytes.remove_prefix(width)) {
    belief.points.emplace_back(belief.paths.size());
    std::memcpy(belief.points.back().data(), bytes.data(), width);
  }
  return belief;
}

chokepoint::Belief parsed(const std::string& text, const std::string& file, sim::Problems& problems) {
  std::istringstream stream(text);
  sim::CsvRows rows(stream, file);
  sim::CsvRow row;
  chokepoint::Belief belief;
  if (rows.next(row, problems)) {
    for (const sim::CsvField& field : row) belief.paths.push_back(field.text);
  }
  while (rows.next(row, problems)) {
    if (row.size() == belief.paths.size()) {
      belief.points.push_back(point_of(row, problems));
    } else if (!row.empty()) {
      problems.add(row.front().at, fmt::format("{} fields in a row of {}", row.size(), belief.paths.size()));
    }
  }
  if (belief.points.empty()) problems.add(argument(kOption), fmt::format("no draws in '{}'", file));
  return belief;
}

/// As it was read before, or now.
chokepoint::Belief read_draws(const std::string& text, const std::string& file, sim::Problems& problems) {
  if (const auto kept = sim::kept_bytes(kDraws, text)) return belief_of(*kept);
  const std::size_t before = problems.size();
  chokepoint::Belief belief = parsed(text, file, problems);
  const bool is_named = std::ranges::none_of(belief.paths, &std::string::empty);
  if (problems.size() == before && is_named) sim::keep_bytes(kDraws, text, bytes_of(belief));
  return belief;
}

}  // namespace

void declare_belief_choice(CLI::App& command, BeliefChoice& choice) {
  add_option(
      command, kOption, choice.file,
      "draw parameters from a file that calibrate wrote; else from posterior.csv of the scenarios folder");
  add_flag(command, kPrior, choice.prior, "draw all parameters from their priors");
}

std::string belief_file(const BeliefChoice& choice, const std::filesystem::path& folder) {
  if (choice.prior) return "";
  if (!choice.file.empty()) return choice.file;
  const std::filesystem::path shipped = folder / "posterior.csv";
  return std::filesystem::is_regular_file(shipped) ? shipped.string() : "";
}

std::string command_words(const BeliefChoice& choice, const std::filesystem::path& folder) {
  if (belief_file(choice, folder).empty()) return fmt::format(" {}", kPrior);
  return choice.file.empty() ? "" : fmt::format(" {} {}", kOption, choice.file);
}

BeliefPointer read_belief(const BeliefChoice& choice, const std::filesystem::path& folder,
                          sim::Problems& problems) {
  if (choice.prior && !choice.file.empty())
    problems.add(argument(kPrior),
                 fmt::format("{} and {} {} ask for two things", kPrior, kOption, choice.file),
                 "leave one out");
  return read_belief(belief_file(choice, folder), problems);
}

BeliefPointer read_belief(const std::string& file, sim::Problems& problems) {
  if (file.empty()) return nullptr;
  if (!std::filesystem::is_regular_file(file)) {
    problems.add(argument(kOption), fmt::format("no file '{}'", file),
                 "posterior.csv, as calibrate writes it");
    return nullptr;
  }
  const std::string text = sim::read_file(file);
  chokepoint::Belief belief = read_draws(text, file, problems);
  belief.hash = sim::hash_of(text);
  return std::make_shared<const chokepoint::Belief>(std::move(belief));
}

void believe(chokepoint::Scenario& scenario, const BeliefPointer& belief, sim::Problems& problems) {
  if (belief == nullptr) return;
  std::vector<std::string> known;
  sim::for_each_parameter(scenario.parameters, [&](const std::string& path, sim::Parameter&,
                                                   const sim::Says&) { known.push_back(path); });
  for (const std::string& path : belief->paths) {
    if (std::find(known.begin(), known.end(), path) == known.end())
      problems.add(argument(kOption), fmt::format("{} has no parameter '{}'", scenario.name, path),
                   sim::did_you_mean(path, known));
  }
  scenario.parameters.posterior = belief;
  scenario.hash = sim::hash_of(sim::hex(scenario.hash) + sim::hex(belief->hash));
}

}  // namespace tools
