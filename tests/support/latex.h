// Tables set on paper by the real LaTeX, where there is one (Debian: texlive-latex-recommended).
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/program.h"

namespace tests {

inline bool has_latex() {
  return std::system("pdflatex --version >/dev/null 2>&1") == 0;  // NOLINT(concurrency-mt-unsafe)
}

/// Sets tables as an article on one kind of paper ("a4paper", "a4paper,twocolumn"); the complaints of TeX about boxes that stick out, or what
/// stopped it.
inline std::string set_on(const std::filesystem::path& folder, const std::string& paper,
                          const std::string& body) {
  std::ofstream(folder / (paper + ".tex"))
      << "\\documentclass[" << paper << "]{article}\n"
      << "\\usepackage{array,booktabs,longtable,pdflscape}\n\\begin{document}\n"
      << body << "\\end{document}\n";
  const std::string command =
      "cd '" + folder.string() + "' && pdflatex -interaction=nonstopmode " + paper + ".tex >/dev/null 2>&1";
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
  std::istringstream log(text_of(folder / (paper + ".log")));
  std::string complaints = status == 0 ? "" : "pdflatex failed\n";
  for (std::string line; std::getline(log, line);) {
    if (line.starts_with("Overfull") || line.starts_with("!")) complaints += line + "\n";
  }
  return complaints;
}

}  // namespace tests
