#include "tools/commands/all.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/scenario/mechanisms.h"
#include "sim/report/table_screen.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/scenarios/files.h"
#include "tools/scenarios/levers.h"
#include "tools/study/file.h"
#include "tools/study/schema.h"
#include "tools/tables/list.h"
#include "tools/tables/reference.h"

namespace tools {
namespace {

using sim::Table;
using sim::text_cell;

constexpr std::size_t kWidth = 80;

struct ListQuestion {
  std::string kind;
  std::string folder;
  std::string format = "text";
};

/// Two columns, whatever is listed.
Table names_table(const char* header) {
  Table table;
  table.columns = {{header}, {"what it is"}};
  return table;
}

void add(Table& table, std::string name, std::string says) {
  table.rows.push_back({text_cell(std::move(name)), text_cell(std::move(says))});
}

std::filesystem::path folder_of(const ListQuestion& asked) {
  std::filesystem::path folder = scenario_folder(asked.folder);
  sim::Problems problems;
  if (!is_scenario_folder(folder, problems)) throw sim::BadInput(problems);
  return folder;
}

/// The names of the YAML files of a folder of scenarios with the titles that they give themselves.
Table titles_table(const char* header, const ListQuestion& asked, const char* inside) {
  Table table = names_table(header);
  for (const std::filesystem::path& file : yaml_files(folder_of(asked) / inside)) {
    sim::Problems problems;  // of a file that cannot be read: `check` tells; here it is listed all the same
    const sim::Node root = sim::read_yaml(file, shown_path(file), problems);
    const sim::Node* title = root.find("title");
    add(table, file.stem().string(), title == nullptr ? "" : title->text);
  }
  return table;
}

/// The first and the last column of what `describe` shows.
Table shortened(const Table& described, const char* header) {
  Table table = names_table(header);
  for (const auto& row : described.rows) table.rows.push_back({row.front(), row.back()});
  return table;
}

Library library_of(const ListQuestion& asked) {
  sim::Problems problems;
  Library library = read_library(folder_of(asked), problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return library;
}

Table chips_table(const ListQuestion& asked) {
  Table table = names_table("chip");
  const Library library = library_of(asked);
  for (const auto product : sim::ids(library.catalogue.key))
    add(table, library.catalogue.key[product], library.catalogue.chip[product].name);
  return table;
}

Table places_table(const ListQuestion& asked) {
  Table table = names_table("place");
  const Library library = library_of(asked);
  for (const auto place : sim::ids(library.network.code))
    add(table, library.network.code[place],
        fmt::format("{}: {}", library.network.name[place], library.network.role[place]));
  return table;
}

Table mechanisms_table() {
  Table table = names_table("mechanism");
  const auto add_row = [&](std::string_view name, bool, const sim::Says& says) {
    add(table, std::string(name), std::string(says.says));
  };
  chokepoint::Mechanisms().fields(add_row);
  return table;
}

Table levers_table() {
  Table table = names_table("lever");
  for (const sim::FieldRow& lever : levers()) add(table, lever.path, lever.says);
  return table;
}

Table analyses_table() {
  Table table = names_table("analysis");
  for (const TableKind& kind : table_kinds()) add(table, kind.name, kind.sentence);
  return table;
}

struct Kind {
  const char* name;
  const char* sentence;
  Table (*table)(const ListQuestion&);
};

constexpr std::array<Kind, 12> kKinds{{
    {"policies", "what `run`, `compare` and most commands take",
     [](const ListQuestion& asked) { return titles_table("policy", asked, "policies"); }},
    {"studies", "what `sweep`, `threshold` and `rare` take",
     [](const ListQuestion& asked) { return titles_table("study", asked, "studies"); }},
    {"regimes", "the law, as calendars and `rule --under` name it",
     [](const ListQuestion& asked) { return titles_table("regime", asked, "regimes"); }},
    {"chips", "what `rule` asks about", chips_table},
    {"places", "where `rule` may send it", places_table},
    {"levers", "what a policy or a study sets of enforcement, and --set",
     [](const ListQuestion&) { return levers_table(); }},
    {"mechanisms", "what `ablate` takes out", [](const ListQuestion&) { return mechanisms_table(); }},
    {"measures", "what is counted in a run, by year",
     [](const ListQuestion&) { return shortened(measures_table(), "measure"); }},
    {"amounts", "what is counted by product, designer, place or rank",
     [](const ListQuestion&) { return shortened(amounts_table(), "amount"); }},
    {"figures", "what follows without a run",
     [](const ListQuestion&) { return shortened(figures_table(), "figure"); }},
    {"parameters", "what is uncertain, and may be set or varied",
     [](const ListQuestion& asked) {
       return shortened(parameters_table(asked.folder, "history"), "parameter");
     }},
    {"analyses", "what `analyze` and `tables` make of a study",
     [](const ListQuestion&) { return analyses_table(); }},
}};

std::vector<std::string> list_names() {
  std::vector<std::string> names;
  for (const Kind& kind : kKinds) names.emplace_back(kind.name);
  return names;
}

Table kinds_table() {
  Table table = names_table("list");
  for (const Kind& kind : kKinds) add(table, kind.name, kind.sentence);
  return table;
}

Table listed(const ListQuestion& asked) {
  if (asked.kind.empty()) return kinds_table();
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& one) { return asked.kind == one.name; });
  if (kind == kKinds.end())
    refuse_input(argument("KIND"), fmt::format("cannot list '{}'", asked.kind),
                 sim::did_you_mean(asked.kind, list_names()));
  return kind->table(asked);
}

}  // namespace

void declare_list(CLI::App& command, int& status) {
  const auto asked = std::make_shared<ListQuestion>();
  add_option(command, "KIND", asked->kind, fmt::format("{}", fmt::join(list_names(), ", ")));
  add_option(command, "--scenarios", asked->folder, "the scenarios folder");
  add_option(command, "--format", asked->format, "text, md, csv or json")
      .shows_default()
      .one_of({"text", "md", "csv", "json"});
  on_run(command, [asked, &status] {
    Table table = listed(*asked);
    if (asked->format == "text") table.notes.clear();
    say("{}", asked->format == "text" ? sim::write_for_screen(table, kWidth)
                                      : sim::write(table, format_named(asked->format)));
    status = 0;
  });
}

}  // namespace tools
