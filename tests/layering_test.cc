// The house's own rules: which way the layers go, what stands in one file only, what would make results
// depend on the machine. Each rule is a function of a file's path and text, so that each is seen to refuse.
#include <algorithm>
#include <array>
#include <filesystem>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;

/// A file of the project: its path from the root, and its text.
struct File {
  std::string path;
  std::string text;

  bool in(std::string_view folder) const { return path.starts_with(folder); }
  bool is_one_of(std::initializer_list<std::string_view> stems) const {
    return std::any_of(stems.begin(), stems.end(),
                       [&](std::string_view stem) { return path.starts_with(stem); });
  }
};

bool holds(const File& file, const char* pattern) {
  return std::regex_search(file.text, std::regex(pattern, std::regex::ECMAScript | std::regex::multiline));
}

/// The text without what stands in quotes or behind //, so that rules about code see code only.
File code_of(const File& file) {
  return {file.path, std::regex_replace(file.text, std::regex(R"(//[^\n]*|"(\\.|[^"\\\n])*")"), "")};
}

// Each rule says what is wrong with a file, or "".

std::string include_goes_up(const File& file) {
  const bool wrong = (file.in("sim/") && holds(file, R"(#include "(models|tools|tests)/)")) ||
                     (file.in("models/") && holds(file, R"(#include "(tools|tests)/)")) ||
                     (file.in("tools/") && holds(file, R"(#include "tests/)"));
  return wrong ? "includes a layer above it" : "";
}

/// Rooms of a layer, a floor a row: an include goes to the same room or to a floor below.
using Floors = std::vector<std::vector<std::string_view>>;

int floor_of(const Floors& floors, std::string_view path) {
  for (std::size_t floor = 0; floor < floors.size(); ++floor) {
    for (const std::string_view room : floors[floor]) {
      if (path.starts_with(room)) return static_cast<int>(floor);
    }
  }
  return static_cast<int>(floors.size());
}

std::string_view room_of(std::string_view path) { return path.substr(0, path.rfind('/') + 1); }

std::string include_leaves_its_floor(const File& file) {
  static const Floors kSim{{"sim/numeric/"}, {"sim/engine/"},     {"sim/input/"},
                           {"sim/report/"},  {"sim/experiment/"}, {"sim/analysis/"}};
  static const Floors kTools{{"tools/console/"},
                             {"tools/scenarios/"},
                             {"tools/study/", "tools/trace/"},
                             {"tools/tables/", "tools/cluster/"},
                             {"tools/figures/"},
                             {"tools/brief/"},
                             {"tools/explore/"},
                             {"tools/commands/", "tools/bench/"}};
  if (!file.in("tools/") && !file.in("sim/")) return "";
  const Floors& floors = file.in("sim/") ? kSim : kTools;
  static const std::regex include(R"re(#include "((sim|tools)/[^"]+)")re");
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), include), end; it != end; ++it) {
    const std::string to = (*it)[1];
    if (room_of(to) == room_of(file.path) ||
        to.substr(0, to.find('/')) != file.path.substr(0, file.path.find('/')))
      continue;
    if (floor_of(floors, to) >= floor_of(floors, file.path))
      return fmt::format("includes {}, which is no floor below", to);
  }
  return "";
}

std::string command_has_a_header(const File& file) {
  return file.in("tools/commands/") && file.path.ends_with(".h") && file.path != "tools/commands/all.h"
             ? "is a header of a command: what others need belongs in another room"
             : "";
}

std::string models_know_the_command_line(const File& file) {
  return file.in("models/") && holds(code_of(file), R"(\bargv\b|\bargc\b|CLI::|std::cout|std::getenv)")
             ? "knows the command line"
             : "";
}

std::string yaml_outside_its_file(const File& file) {
  if (file.path == "sim/input/node.cc") return "";
  return holds(code_of(file), R"(#include <yaml-cpp|\bYAML::)") ? "uses yaml-cpp outside sim/input/node.cc"
                                                                : "";
}

std::string threads_outside_their_file(const File& file) {
  if (file.is_one_of({"sim/engine/parallel.", "tests/", "tools/bench/"})) return "";
  return holds(code_of(file), R"(#include <(tbb|oneapi)/)") ? "uses TBB outside sim/engine/parallel" : "";
}

std::string libraries_outside_their_files(const File& file) {
  if (file.in("tests/")) return "";
  const File code = code_of(file);
  if (file.path != "sim/experiment/store_sql.cc" && holds(code, "#include <sqlite3"))
    return "uses SQLite outside sim/experiment/store_sql.cc";
  if (file.path != "sim/analysis/surrogate_fit.cc" && holds(code, "#include <openturns"))
    return "uses OpenTURNS outside sim/analysis/surrogate_fit.cc";
  if (file.path != "tools/explore/http_listener.cc" && holds(code, "#include <httplib"))
    return "uses cpp-httplib outside tools/explore/http_listener.cc";
  return "";
}

std::string draws_without_an_address(const File& file) {
  if (!file.in("models/") && !file.in("sim/")) return "";
  const char* pattern =
      R"(std::\w+_distribution\b|\brandom_device\b|\bmt19937|\bdefault_random_engine\b|\brandom_shuffle\b|std::shuffle\b|\bs?rand\()";
  return holds(code_of(file), pattern) ? "draws without sim/engine/random" : "";
}

std::string order_left_to_chance(const File& file) {
  if (!file.in("models/") && !file.in("sim/")) return "";
  return holds(code_of(file), R"(\bunordered_)") ? "uses a container without an order" : "";
}

std::string reads_a_clock(const File& file) {
  if (!file.in("models/") && !file.in("sim/")) return "";
  if (file.is_one_of({"sim/engine/phase.", "sim/experiment/progress."})) return "";
  return holds(code_of(file), R"(_clock\b|std::time\(|\bgettimeofday\b)") ? "reads a clock" : "";
}

std::string engine_knows_the_domain(const File& file) {
  return file.in("sim/") && holds(file, "[Cc]hip|CHIP") ? "the engine says \"chip\"" : "";
}

std::string too_long(const File& file) {
  constexpr long kMostLines = 400;
  const auto lines = std::count(file.text.begin(), file.text.end(), '\n');
  return lines > kMostLines ? fmt::format("has {} lines, more than {}", lines, kMostLines) : "";
}

/// Rules see the world and write their own tables; whoever could write all of it would have to be read to know what it
/// writes. The ledger carries out what moves chips and money; the week hands each phase its tables.
std::string writes_the_whole_world(const File& file) {
  if (!file.in("models/") || file.is_one_of({"models/week.", "models/ledger."})) return "";
  const std::string code = std::regex_replace(code_of(file).text, std::regex("const World& "), "");
  return std::regex_search(code, std::regex(R"(\bWorld& (?!(World::)?operator=))"))
             ? "takes a World that it may write"
             : "";
}

/// Columns and parameters are read by all; whoever includes them would drag in the rules that they include.
std::string state_sees_rules(const File& file) {
  if (!file.in("models/") || !file.path.ends_with("_state.h")) return "";
  static const std::regex include(R"re(#include "(models/[^"]+)")re");
  static const std::regex known(
      R"(models/.*_state\.h|models/tables\.h|models/physical/(goods|places|supply)\.h|models/law/verdict\.h|models/record/record\.h|models/scenario/population\.h|models/enforcement/enforcement\.h)");
  for (std::sregex_iterator it(file.text.begin(), file.text.end(), include), end; it != end; ++it) {
    if (!std::regex_match((*it)[1].str(), known)) return fmt::format("a state sees {}", (*it)[1].str());
  }
  return "";
}

/// What is fixed for all runs knows of none.
std::string the_fixed_sees_a_run(const File& file) {
  const bool is_fixed = file.is_one_of({"models/law/", "models/scenario/", "models/physical/goods.",
                                        "models/physical/places.", "models/physical/supply."});
  return is_fixed && holds(file, R"(#include "models/(world|ledger|outbox|week|setup)\.h")")
             ? "knows a run, and is fixed for all"
             : "";
}

using Rule = std::string (*)(const File&);
constexpr std::array<Rule, 15> kRules{include_goes_up,
                                      include_leaves_its_floor,
                                      command_has_a_header,
                                      models_know_the_command_line,
                                      yaml_outside_its_file,
                                      threads_outside_their_file,
                                      libraries_outside_their_files,
                                      draws_without_an_address,
                                      order_left_to_chance,
                                      reads_a_clock,
                                      engine_knows_the_domain,
                                      writes_the_whole_world,
                                      state_sees_rules,
                                      the_fixed_sees_a_run,
                                      too_long};

/// Paths of the C++ files of sim, models, tools and tests, in order.
std::vector<std::string> source_paths() {
  std::vector<std::string> paths;
  for (const char* folder : {"sim", "models", "tools", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(REPOSITORY) / folder)) {
      if (entry.path().string().find("/node_modules/") != std::string::npos) continue;  // not ours
      const auto extension = entry.path().extension();
      if (extension == ".h" || extension == ".cc")
        paths.push_back(fs::relative(entry.path(), REPOSITORY).generic_string());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// What all rules say of all files, a line each.
std::string refusals() {
  std::string all;
  for (const std::string& path : source_paths()) {
    const File file{path, tests::text_of(fs::path(REPOSITORY) / path)};
    for (const Rule rule : kRules) {
      const std::string said = rule(file);
      if (!said.empty()) all += fmt::format("{}: {}\n", path, said);
    }
  }
  return all;
}

/// The lines of tests/elsewhere.txt: the beginning of paths whose tests stand elsewhere.
std::vector<std::string> tested_elsewhere() {
  std::vector<std::string> beginnings;
  std::istringstream lines(tests::text_of(REPOSITORY "/tests/elsewhere.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("#")) beginnings.push_back(line.substr(0, line.find(": ")));
  }
  return beginnings;
}

}  // namespace

TEST_CASE("every file keeps the rules of the house") {
  CHECK(source_paths().size() > 100);
  CHECK(refusals() == "");
}

TEST_CASE("every source file has a test of its name, or a sentence why not") {
  std::vector<std::string> unused = tested_elsewhere();
  for (const std::string& path : source_paths()) {
    if (!path.ends_with(".cc") || path.starts_with("tests/")) continue;
    const std::string test = "tests/" + path.substr(0, path.size() - 3) + "_test.cc";
    if (fs::exists(fs::path(REPOSITORY) / test)) continue;
    const auto said = tested_elsewhere();
    const auto why =
        std::find_if(said.begin(), said.end(), [&](const auto& line) { return path.starts_with(line); });
    CHECK_MESSAGE(why != said.end(), path, ": no ", test, " and no line in tests/elsewhere.txt");
    if (why != said.end()) std::erase(unused, *why);
  }
  CHECK_MESSAGE(unused.empty(), "tests/elsewhere.txt: of no file without a test: ",
                fmt::format("{}", fmt::join(unused, ", ")));
}

TEST_CASE("an include may go down, not up") {
  CHECK(include_goes_up({"sim/engine/a.h", "#include \"models/world.h\"\n"}) != "");
  CHECK(include_goes_up({"models/a.h", "#pragma once\n#include \"tools/studies.h\"\n"}) != "");
  CHECK(include_goes_up({"tools/a.cc", "#include \"tests/support/folder.h\"\n"}) != "");
  CHECK(include_goes_up({"models/a.h", "#include \"sim/engine/id.h\"\n"}) == "");
  CHECK(include_goes_up({"tools/a.cc", "#include \"models/world.h\"\n"}) == "");
}

TEST_CASE("a room sees the floors below it") {
  CHECK(include_leaves_its_floor({"sim/experiment/a.h", "#include \"sim/analysis/morris.h\"\n"}) != "");
  CHECK(include_leaves_its_floor({"sim/experiment/a.h", "#include \"sim/report/csv.h\"\n"}) == "");
  CHECK(include_leaves_its_floor({"tools/study/a.h", "#include \"tools/tables/price.h\"\n"}) != "");
  CHECK(include_leaves_its_floor({"tools/study/a.h", "#include \"tools/trace/traced_run.h\"\n"}) != "");
  CHECK(include_leaves_its_floor({"tools/tables/a.h", "#include \"tools/commands.h\"\n"}) != "");
  CHECK(include_leaves_its_floor({"tools/tables/a.h", "#include \"tools/figures/figure.h\"\n"}) != "");
  CHECK(include_leaves_its_floor({"tools/study/a.h", "#include \"tools/study/plan.h\"\n"}) == "");
  CHECK(include_leaves_its_floor({"tools/commands/a.cc", "#include \"tools/tables/price.h\"\n"}) == "");
  CHECK(command_has_a_header({"tools/commands/run.h", ""}) != "");
  CHECK(command_has_a_header({"tools/commands/all.h", ""}) == "");
}

TEST_CASE("nobody but the week and the ledger may write the whole world") {
  CHECK(writes_the_whole_world({"models/trade/a.cc", "void act(World& world) {}\n"}) != "");
  CHECK(writes_the_whole_world({"models/trade/a.cc", "void act(const World& world, Asked& own) {}\n"}) == "");
  CHECK(writes_the_whole_world({"models/ledger.h", "explicit Ledger(World& world);\n"}) == "");
}

TEST_CASE("states see no rules, and what is fixed sees no run") {
  CHECK(state_sees_rules({"models/trade/a_state.h", "#include \"models/trade/seller.h\"\n"}) != "");
  CHECK(state_sees_rules({"models/trade/a_state.h", "#include \"models/trade/seller_state.h\"\n"}) == "");
  CHECK(the_fixed_sees_a_run({"models/law/a.cc", "#include \"models/world.h\"\n"}) != "");
  CHECK(the_fixed_sees_a_run({"models/trade/a.cc", "#include \"models/world.h\"\n"}) == "");
}

TEST_CASE("what stands in one file is refused elsewhere") {
  CHECK(models_know_the_command_line({"models/a.cc", "int main(int argc, char** argv);\n"}) != "");
  CHECK(models_know_the_command_line({"models/a.cc", "// not argv\n"}) == "");
  CHECK(yaml_outside_its_file({"sim/input/node_tree.cc", "#include <yaml-cpp/yaml.h>\n"}) != "");
  CHECK(yaml_outside_its_file({"sim/input/node.cc", "#include <yaml-cpp/yaml.h>\n"}) == "");
  CHECK(threads_outside_their_file({"models/week.cc", "#include <tbb/parallel_for.h>\n"}) != "");
  CHECK(libraries_outside_their_files({"tools/a.cc", "#include <sqlite3.h>\n"}) != "");
  CHECK(libraries_outside_their_files({"sim/analysis/morris.cc", "#include <openturns/OT.hxx>\n"}) != "");
  CHECK(libraries_outside_their_files({"tools/explore/desk.cc", "#include <httplib.h>\n"}) != "");
  CHECK(libraries_outside_their_files({"sim/experiment/store_sql.cc", "#include <sqlite3.h>\n"}) == "");
  CHECK(threads_outside_their_file({"sim/engine/parallel.cc", "#include <tbb/parallel_for.h>\n"}) == "");
}

TEST_CASE("what would make results depend on the machine is refused") {
  CHECK(draws_without_an_address({"models/a.cc", "std::normal_distribution<double> noise;\n"}) != "");
  CHECK(draws_without_an_address({"sim/a.cc", "std::mt19937 engine{std::random_device{}()};\n"}) != "");
  CHECK(draws_without_an_address({"sim/a.cc", "const int k = rand() % 6;\n"}) != "");
  CHECK(draws_without_an_address({"sim/a.cc", "const int k = operand(6);  // no rand()\n"}) == "");
  CHECK(order_left_to_chance({"models/a.cc", "std::unordered_map<int, int> stock;\n"}) != "");
  CHECK(order_left_to_chance({"tests/a.cc", "std::unordered_map<int, int> stock;\n"}) == "");
  CHECK(reads_a_clock({"models/a.cc", "const auto now = std::chrono::steady_clock::now();\n"}) != "");
  CHECK(reads_a_clock({"sim/engine/phase.h", "std::chrono::steady_clock::now();\n"}) == "");
}

TEST_CASE("the engine does not speak of the domain, and no file is too long") {
  CHECK(engine_knows_the_domain({"sim/engine/a.h", "// a chip each\n"}) != "");
  CHECK(engine_knows_the_domain({"sim/engine/a.h", "int seller_chips;\n"}) != "");
  CHECK(engine_knows_the_domain({"models/a.h", "// a chip each\n"}) == "");
  CHECK(too_long({"sim/a.h", std::string(401, '\n')}) != "");
  CHECK(too_long({"sim/a.h", std::string(400, '\n')}) == "");
}
