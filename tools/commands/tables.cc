#include "tools/commands/all.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/report/table_screen.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/console/spawn.h"
#include "tools/figures/draw.h"
#include "tools/study/asked.h"
#include "tools/tables/list.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

struct Form {
  const char* ending;
  sim::Format format;
};
constexpr Form kForms[] = {{"csv", sim::Format::kCsv},
                           {"md", sim::Format::kMarkdown},
                           {"tex", sim::Format::kLatex},
                           {"html", sim::Format::kHtml}};

/// Letters that fit a line of a page of reference.docx: A4 on its side, tables in 7.5 points.
constexpr std::size_t kDocumentWidth = 140;

/// Makes a document of each table; says so when what makes them is missing.
void write_documents(const std::vector<std::pair<fs::path, sim::Table>>& tables) {
  // A document has a date in it: always the same, so that the same table makes the same bytes.
  ::setenv("SOURCE_DATE_EPOCH", "0", 1);  // NOLINT(concurrency-mt-unsafe): there is one thread now
  for (const auto& [name, table] : tables) {
    const fs::path text = name.string() + ".pandoc";
    sim::write_file_atomically(text, sim::write_for_document(table, kDocumentWidth));
    // Lines longer than pandoc's columns, here all, make it heed the widths of the rules.
    const Ended ended =
        run_and_wait({"pandoc", "--columns", "20", "--from", "markdown", "--reference-doc",
                      (renderer_folder() / "reference.docx").string(), "--output",
                      fs::absolute(name.string() + ".docx").string(), fs::absolute(text).string()});
    fs::remove(text);
    if (ended.status == 0) continue;
    say("documents: not made, pandoc {} (Debian: pandoc)\n", ended.error == ENOENT ? "is missing" : "failed");
    return;
  }
}

void write_tables(const Results& results, const Question& question, const fs::path& folder) {
  sim::make_result_folder(folder);
  std::vector<TableKind> kinds(table_kinds().begin(), table_kinds().end());
  std::erase_if(kinds, [](const TableKind& kind) { return *kind.number == '\0'; });
  std::sort(kinds.begin(), kinds.end(), [](const TableKind& a, const TableKind& b) {
    return std::string_view(a.number) < std::string_view(b.number);
  });
  std::vector<std::pair<fs::path, sim::Table>> documents;
  for (const TableKind& kind : kinds) {
    if (const std::string lack = lack_of(kind, results, question); !lack.empty()) {
      say("{} {}: not made, {}\n", kind.number, kind.name, lack);
      continue;
    }
    const sim::Table made = make_table(kind, results, question);
    documents.emplace_back(folder / fmt::format("{}-{}", kind.number, kind.name), made);
    for (const Form& form : kForms) {
      sim::write_file_atomically(folder / fmt::format("{}-{}.{}", kind.number, kind.name, form.ending),
                                 sim::write(made, form.format));
    }
    say("{} {}: {}, {} rows\n", kind.number, kind.name, kind.sentence, made.rows.size());
  }
  write_documents(documents);
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
    write_tables(results, question_of(results, *asked), *out);
    status = 0;
  });
}

}  // namespace tools
