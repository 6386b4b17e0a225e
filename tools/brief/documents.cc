#include "tools/brief/documents.h"

#include <unistd.h>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/report/table_latex.h"
#include "sim/report/table_screen.h"
#include "tools/console/spawn.h"
#include "tools/figures/draw.h"

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

std::string stem_of(const BriefTable& table) { return fmt::format("{}-{}", table.number, table.name); }

/// What `env` says where there is no such program.
constexpr int kNotFound = 127;

/// A document has a date in it: always the same, so that the same brief makes the same bytes.
Ended run_without_clock(const std::vector<std::string>& words, Said said, const std::string& folder) {
  std::vector<std::string> all{"env", "SOURCE_DATE_EPOCH=0", "FORCE_SOURCE_DATE=1"};
  all.insert(all.end(), words.begin(), words.end());
  return run_and_wait(std::move(all), said, folder);
}

/// A Word document of Markdown; why there is none.
std::string write_docx(const std::string& text, const fs::path& file, const fs::path& pictures) {
  const fs::path source = fs::path(file).replace_extension(".pandoc");
  sim::write_file_atomically(source, text);
  // Lines longer than pandoc's columns, here all, make it heed the widths of the rules.
  const Ended ended = run_without_clock(
      {"pandoc", "--columns", "20", "--from", "markdown", "--resource-path", fs::absolute(pictures).string(),
       "--reference-doc", (renderer_folder() / "reference.docx").string(), "--output",
       fs::absolute(file).string(), fs::absolute(source).string()},
      Said::kToError, "");
  fs::remove(source);
  if (ended.status == 0) return "";
  return fmt::format("not made, pandoc {} (Debian: pandoc)",
                     ended.status == kNotFound ? "is missing" : "failed");
}

bool has_picture(const fs::path& folder, const Figure& figure) {
  std::error_code error;
  return fs::exists(folder / "figures" / (figure.name + ".png"), error);
}

std::string page_break() { return "\n```{=openxml}\n<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n```\n\n"; }

/// T10 is a list to look things up in, of more pages than all the rest: it stays a file of its own.
bool is_printed(const BriefTable& table) { return table.number != "T10"; }
constexpr const char* kLeftOut =
    "What is assumed, with source and confidence, is table T10: a file of its own in tables/.";

std::string latex_list(const std::vector<std::string>& lines) {
  std::string out = "\\begin{itemize}\n";
  for (const std::string& line : lines) out += fmt::format("\\item {}\n", sim::latex_text(line));
  return lines.empty() ? "" : out + "\\end{itemize}\n";
}

std::string latex_of(const Brief& brief, const fs::path& folder) {
  std::string out =
      "\\documentclass[a4paper]{article}\n\\usepackage[T1]{fontenc}\n\\usepackage{array,booktabs,graphicx,longtable,pdflscape}\n"
      "\\usepackage[hidelinks]{hyperref}\n\\setlength{\\emergencystretch}{3em}\n\\begin{document}\n";
  out += fmt::format("\\title{{{}}}\n\\author{{Chokepoint}}\n\\date{{}}\n\\maketitle\n",
                     sim::latex_text(brief.title));
  for (const Block& block : brief.blocks) {
    if (block.where == BlockPlace::kBeforeAnswer)
      out += fmt::format("\\section*{{{}}}\n{}\n\n", sim::latex_text(block.heading),
                         sim::latex_text(block.text));
  }
  for (const std::string& sentence : brief.answer) out += sim::latex_text(sentence) + "\n\n";
  if (!brief.answer_table.rows.empty()) out += sim::write(brief.answer_table, sim::Format::kLatex);
  for (const Block& block : brief.blocks) {
    if (block.where != BlockPlace::kBeforeAnswer)
      out += fmt::format("\\section*{{{}}}\n{}\n\n", sim::latex_text(block.heading),
                         sim::latex_text(block.text));
  }
  for (const Figure& figure : brief.figures) {
    if (!has_picture(folder, figure)) continue;
    out += fmt::format(
        "\\begin{{figure}}[htbp]\\centering\n\\includegraphics[width=\\linewidth,height=0.85\\textheight,"
        "keepaspectratio]{{figures/{}.png}}\n\\end{{figure}}\n",
        figure.name);
  }
  out += "\\clearpage\n";
  for (const BriefTable& table : brief.tables) {
    if (!is_printed(table)) continue;
    out += fmt::format("\\section*{{{}: {}}}\n\\input{{tables/{}.tex}}\n\\clearpage\n", table.number,
                       sim::latex_text(table.sentence), stem_of(table));
  }
  out += fmt::format("\\section*{{Runs, failures, and what is not here}}\n{}\n{}{}", kLeftOut,
                     latex_list(brief.runs), latex_list(brief.lacks));
  return out + "\\end{document}\n";
}

std::string paragraphs(const std::string& text) {
  std::string out;
  std::istringstream lines(text);
  std::string paragraph;
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) {
      paragraph += line + " ";
      continue;
    }
    if (!paragraph.empty()) out += fmt::format("<p>{}</p>\n", sim::html_text(paragraph));
    paragraph.clear();
  }
  return paragraph.empty() ? out : out + fmt::format("<p>{}</p>\n", sim::html_text(paragraph));
}

}  // namespace

void write_tables(const std::vector<BriefTable>& tables, const fs::path& folder) {
  for (const BriefTable& table : tables) {
    for (const Form& form : kForms)
      sim::write_file_atomically(folder / fmt::format("{}.{}", stem_of(table), form.ending),
                                 sim::write(table.table, form.format));
  }
}

std::string write_documents(const std::vector<BriefTable>& tables, const fs::path& folder) {
  for (const BriefTable& table : tables) {
    const std::string lack = write_docx(sim::write_for_document(table.table, kDocumentWidth),
                                        folder / (stem_of(table) + ".docx"), folder);
    if (!lack.empty()) return "documents: " + lack;
  }
  return "";
}

std::string write_word(const Brief& brief, const fs::path& folder) {
  std::string text = fmt::format("# {}\n\n", sim::document_text(brief.title));
  const auto add_blocks = [&](bool is_before) {
    for (const Block& block : brief.blocks) {
      if ((block.where == BlockPlace::kBeforeAnswer) != is_before) continue;
      if (!block.heading.empty()) text += fmt::format("## {}\n\n", sim::document_text(block.heading));
      text += block.text + "\n\n";
    }
  };
  add_blocks(true);
  for (const std::string& sentence : brief.answer) text += sim::document_text(sentence) + "\n\n";
  if (!brief.answer_table.rows.empty())
    text += sim::write_for_document(brief.answer_table, kDocumentWidth) + "\n";
  add_blocks(false);
  for (const Figure& figure : brief.figures) {
    if (has_picture(folder, figure))
      text += fmt::format("![](figures/{}.png){{width=17cm}}\n\n", figure.name);
  }
  for (const BriefTable& table : brief.tables) {
    if (!is_printed(table)) continue;
    text += page_break() + fmt::format("## {}: {}\n\n", table.number, sim::document_text(table.sentence)) +
            sim::write_for_document(table.table, kDocumentWidth) + "\n";
  }
  text += page_break() + "## Runs, failures, and what is not here\n\n" + std::string(kLeftOut) + "\n\n";
  for (const auto* lines : {&brief.runs, &brief.lacks}) {
    for (const std::string& line : *lines) text += fmt::format("- {}\n", sim::document_text(line));
  }
  const std::string lack = write_docx(text, folder / "brief.docx", folder);
  return lack.empty() ? "" : "brief.docx: " + lack;
}

std::string write_print(const Brief& brief, const fs::path& folder) {
  sim::write_file_atomically(folder / "brief.tex", latex_of(brief, folder));
  std::error_code error;
  fs::remove(folder / "brief.pdf", error);
  Ended ended;
  // Long tables settle their widths in a second reading, and a third sees that they stay.
  for (int reading = 0; reading < 3 && ended.status != kNotFound; ++reading)
    ended = run_without_clock({"pdflatex", "-interaction=batchmode", "-no-shell-escape", "brief.tex"},
                              Said::kNowhere, fs::absolute(folder).string());
  for (const char* ending : {".aux", ".log", ".out"})
    fs::remove(folder / (std::string("brief") + ending), error);
  if (ended.status == kNotFound)
    return "brief.pdf: not made, pdflatex is missing (Debian: texlive-latex-recommended)";
  return fs::exists(folder / "brief.pdf", error) ? "" : "brief.pdf: not made, pdflatex failed on brief.tex";
}

std::vector<std::string> texts_as_html(const std::vector<Block>& blocks) {
  std::vector<std::string> texts;
  const fs::path folder = fs::temp_directory_path() / fmt::format("chokepoint-{}", ::getpid());
  std::error_code error;
  fs::create_directories(folder, error);
  for (const Block& block : blocks) {
    sim::write_file_atomically(folder / "text.md", block.text);
    // Markdown without HTML in it: what a text holds of that comes out as text.
    const Ended ended =
        run_and_wait({"pandoc", "--from", "markdown-raw_html-raw_tex-raw_attribute", "--to", "html",
                      "--output", (folder / "text.html").string(), (folder / "text.md").string()});
    texts.push_back(ended.status == 0 ? sim::read_file(folder / "text.html") : paragraphs(block.text));
  }
  fs::remove_all(folder, error);
  return texts;
}

}  // namespace tools
