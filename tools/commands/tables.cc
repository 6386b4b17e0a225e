#include "tools/commands/all.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/brief/documents.h"
#include "tools/brief/table_figure.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/figures/draw.h"
#include "tools/study/asked.h"
#include "tools/tables/list.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

void make_tables(const Results& results, const Question& question, const fs::path& folder) {
  sim::make_result_folder(folder);
  std::vector<BriefTable> made;
  std::vector<Figure> figures;
  for (const TableKind& kind : numbered_kinds()) {
    if (const std::string lack = lack_of(kind, results, question); !lack.empty()) {
      say("{} {}: not made, {}\n", kind.number, kind.name, lack);
      continue;
    }
    made.push_back({kind.number, kind.name, kind.sentence, make_table(kind, results, question)});
    say("{} {}: {}, {} rows\n", kind.number, kind.name, kind.sentence, made.back().table.rows.size());
    try {
      if (auto figure = table_figure(made.back(), results, question)) figures.push_back(std::move(*figure));
    } catch (const std::invalid_argument& error) {
      say("{} has no figure: {}\n", kind.number, error.what());
    }
  }
  write_tables(made, folder);
  if (const std::string lack = write_documents(made, folder); !lack.empty()) say("{}\n", lack);
  if (!figures.empty()) say("{}", write_figures(folder / "figures", figures));
}

}  // namespace

void declare_tables(CLI::App& command, int& status) {
  const auto word = std::make_shared<std::string>();
  const auto out = std::make_shared<std::string>();
  const auto asked = std::make_shared<AskedOptions>();
  add_option(command, "RESULTS", *word, "folder of a study's results, or its store").required();
  add_option(command, "--out", *out, "folder of the tables").required();
  declare_asked(command, *asked);
  on_run(command, [word, out, asked, &status] {
    const Results results = Results::read(*word);
    make_tables(results, question_of(results, *asked), *out);
    status = 0;
  });
}

}  // namespace tools
