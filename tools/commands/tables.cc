#include "tools/commands/all.h"

#include <filesystem>
#include <memory>
#include <optional>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "tools/console/output.h"
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

void write_tables(const StoredStudy& study, const Question& question, const fs::path& folder) {
  sim::make_result_folder(folder);
  for (const BriefTable& table : brief_tables()) {
    sim::Table made;
    try {
      made = table.make(study, question);
    } catch (const NotInStudy& reason) {
      say("{} {}: not made, {}\n", table.number, table.name, reason.what());
      continue;
    }
    for (const Form& form : kForms) {
      sim::write_file_atomically(folder / fmt::format("{}-{}.{}", table.number, table.name, form.ending),
                                 sim::write(made, form.format));
    }
    say("{} {}: {}, {} rows\n", table.number, table.name, table.sentence, made.rows.size());
  }
}

}  // namespace

void declare_tables(CLI::App& command, int& status) {
  const auto word = std::make_shared<std::string>();
  const auto out = std::make_shared<std::string>();
  const auto asked = std::make_shared<AskedOptions>();
  command.add_option("RESULTS", *word, "folder of a study's results, or its store")->required();
  command.add_option("--out", *out, "folder of the tables")->required();
  declare_asked(command, *asked);
  command.callback([word, out, asked, &status] {
    const StoredStudy study(*word);
    write_tables(study, question_of(study, *asked), *out);
    status = 0;
  });
}

}  // namespace tools
