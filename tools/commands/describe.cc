#include "tools/commands/all.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/folder.h"
#include "tools/study/options.h"
#include "tools/tables/reference.h"

namespace tools {
namespace {

using sim::Table;
using sim::text_cell;

struct Asked {
  std::string topic;
  std::string name;
  std::string scenario = "history";
  std::string folder;
  std::string format = "md";
};

struct Topic {
  const char* name;
  const char* sentence;
  Table (*table)(const Asked&);
};

constexpr std::array<Topic, 9> kTopics{{
    {"fields", "every field of the files in a scenarios folder", [](const Asked&) { return fields_table(); }},
    {"parameters", "every parameter of a scenario: value, range, source",
     [](const Asked& asked) { return parameters_table(asked.folder, asked.scenario); }},
    {"measures", "what is counted in a run", [](const Asked&) { return measures_table(); }},
    {"amounts", "what is counted by product, designer, place or rank, for figures and questions",
     [](const Asked&) { return amounts_table(); }},
    {"questions", "how figures and questions are written", [](const Asked&) { return questions_table(); }},
    {"figures", "what follows without a run", [](const Asked&) { return figures_table(); }},
    {"controls", "the kinds of controls and their fields", [](const Asked&) { return controls_table(); }},
    {"store", "tables and views of a study's results", [](const Asked&) { return store_table(); }},
    {"week", "what happens in a week, in order", [](const Asked&) { return week_table(); }},
}};

/// The words that a row answers to: its path, the beginnings of it, and its last name.
std::vector<std::string> names_of(const std::string& path) {
  std::vector<std::string> names{path};
  for (std::size_t end = path.find_first_of(".["); end != std::string::npos;
       end = path.find_first_of(".[", end + 1)) {
    names.push_back(path.substr(0, end));
  }
  const std::size_t last = path.rfind('.');
  if (last != std::string::npos) names.push_back(path.substr(last + 1));
  return names;
}

/// Keeps the rows that a name means; throws when it means none. Names stand in the first column, paths in the
/// second where there is one.
void keep_named(Table& table, const std::string& topic, const std::string& name) {
  const bool has_path = table.columns.size() > 1 && table.columns[1].header == "path";
  std::vector<std::string> known;
  std::vector<std::vector<sim::Cell>> kept;
  for (const auto& row : table.rows) {
    std::vector<std::string> names = names_of(row[0].text);
    if (has_path) {
      for (std::string& other : names_of(row[1].text)) names.push_back(std::move(other));
    }
    if (std::find(names.begin(), names.end(), name) != names.end()) kept.push_back(row);
    known.insert(known.end(), names.begin(), names.end());
  }
  if (kept.empty()) {
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    sim::Problems problems;
    problems.add(argument("NAME"), fmt::format("nothing named '{}' among the {}", name, topic),
                 sim::did_you_mean(name, known));
    throw sim::BadInput(problems);
  }
  table.rows = std::move(kept);
}

Table topics_table() {
  Table table;
  table.title = "What can be described";
  table.columns = {{"topic"}, {"what it is"}};
  for (const Topic& topic : kTopics) table.rows.push_back({text_cell(topic.name), text_cell(topic.sentence)});
  return table;
}

void describe(const Asked& asked) {
  const sim::Format format = format_named(asked.format);
  if (asked.topic.empty()) {
    say("{}", sim::write(topics_table(), format));
    return;
  }
  std::vector<std::string> names;
  for (const Topic& topic : kTopics) {
    names.emplace_back(topic.name);
    if (asked.topic != topic.name) continue;
    Table table = topic.table(asked);
    if (!asked.name.empty()) keep_named(table, asked.topic, asked.name);
    say("{}", sim::write(table, format));
    return;
  }
  sim::Problems problems;
  problems.add(argument("TOPIC"), fmt::format("unknown topic '{}'", asked.topic),
               sim::did_you_mean(asked.topic, names));
  throw sim::BadInput(problems);
}

}  // namespace

void declare_describe(CLI::App& command, int& status) {
  const auto asked = std::make_shared<Asked>();
  std::vector<std::string> topics;
  for (const Topic& topic : kTopics) topics.emplace_back(topic.name);
  add_option(command, "TOPIC", asked->topic, fmt::format("{}", fmt::join(topics, ", ")));
  add_option(command, "NAME", asked->name, "only what has this name, or whose path begins with it");
  add_option(command, "--scenario", asked->scenario, "whose parameters").shows_default();
  add_option(command, "--scenarios", asked->folder, "the scenarios folder");
  add_option(command, "--format", asked->format, "md, csv, json or latex").shows_default();
  on_run(command, [asked, &status] {
    describe(*asked);
    status = 0;
  });
}

}  // namespace tools
