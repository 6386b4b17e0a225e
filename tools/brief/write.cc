#include "tools/brief/write.h"

#include "sim/experiment/files.h"
#include "tools/brief/documents.h"
#include "tools/brief/page.h"
#include "tools/brief/sheets.h"
#include "tools/figures/draw.h"

namespace tools {

std::vector<std::string> write_brief(const Brief& brief, const std::filesystem::path& folder) {
  std::vector<std::string> lacks;
  const auto note = [&](std::string lack) {
    while (lack.ends_with('\n')) lack.pop_back();
    if (!lack.empty()) lacks.push_back(std::move(lack));
  };
  sim::make_result_folder(folder);
  sim::make_result_folder(folder / "tables");
  write_tables(brief.tables, folder / "tables");
  sim::write_file_atomically(folder / "brief.html",
                             page_of(brief, page_scripts(), texts_as_html(brief.blocks)));
  write_workbook(folder / "brief.xlsx", brief.title, sheets_of(brief));
  note(write_figures(folder / "figures", brief.figures));
  note(write_documents(brief.tables, folder / "tables"));
  note(write_word(brief, folder));
  note(write_print(brief, folder));
  return lacks;
}

}  // namespace tools
