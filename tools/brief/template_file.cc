#include "tools/brief/template_file.h"

#include <algorithm>

#include "sim/input/fields_walk.h"
#include "sim/input/names.h"
#include "sim/input/node.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

void require_known(const std::vector<sim::Reference>& asked, const std::vector<std::string>& known,
                   const char* what, sim::Problems& problems) {
  for (const sim::Reference& one : asked) {
    if (std::ranges::find(known, one.name) != known.end()) continue;
    problems.add(one.at, fmt::format("unknown {} '{}'", what, one.name), sim::did_you_mean(one.name, known));
  }
}

}  // namespace

const std::vector<std::string>& table_numbers() {
  static const std::vector<std::string> numbers{"T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10"};
  return numbers;
}

const std::vector<std::string>& figure_names() {
  static const std::vector<std::string> names{"chances", "differences", "sweep", "clusters",
                                              "stock",   "premium",     "map",   "tornado",
                                              "record",  "cost",        "law"};
  return names;
}

BriefTemplate read_template(const std::filesystem::path& file) {
  sim::Problems problems;
  BriefTemplate brief;
  sim::read(sim::read_yaml(file, shown_path(file), problems), brief, "the template", problems);
  require_known(brief.tables, table_numbers(), "table", problems);
  require_known(brief.figures, figure_names(), "figure", problems);
  if (brief.logo) {
    const std::filesystem::path logo = file.parent_path() / brief.logo->name;
    const std::string ending = logo.extension().string();
    if (ending != ".png" && ending != ".svg")
      problems.add(brief.logo->at, fmt::format("'{}' is no PNG and no SVG", brief.logo->name),
                   "accepted: .png, .svg");
    else if (!is_there(logo))
      problems.add(brief.logo->at, fmt::format("no file '{}'", shown_path(logo)),
                   "it lies beside the template");
    brief.logo->name = logo.string();
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  return brief;
}

}  // namespace tools
