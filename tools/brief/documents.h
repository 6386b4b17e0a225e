// Tables and briefs as files that people open: CSV, Markdown, LaTeX, HTML, Word, PDF.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/brief/brief.h"

namespace tools {

/// NUMBER-NAME.csv, .md, .tex and .html of each table. Throws sim::FileError.
void write_tables(const std::vector<BriefTable>& tables, const std::filesystem::path& folder);

/// NUMBER-NAME.docx of each, by pandoc with our reference.docx. Returns why there are none, in a line, or nothing.
std::string write_documents(const std::vector<BriefTable>& tables, const std::filesystem::path& folder);

/// The whole brief as brief.docx, with the pictures that lie in figures/ of the folder. Returns why there is none.
std::string write_word(const Brief& brief, const std::filesystem::path& folder);

/// The whole brief as brief.tex, and brief.pdf by pdflatex. Returns why there is no PDF.
std::string write_print(const Brief& brief, const std::filesystem::path& folder);

/// Texts in Markdown as HTML, by pandoc; without it as they are written, in paragraphs.
std::vector<std::string> texts_as_html(const std::vector<Block>& blocks);

}  // namespace tools
