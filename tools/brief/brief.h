// A brief: what results say, gathered once, so that the page, the documents, the tables, the workbook and the pictures all
// have the same figures.
#pragma once

#include <string>
#include <vector>

#include "sim/report/table.h"
#include "tools/brief/template_file.h"
#include "tools/figures/figure.h"
#include "tools/study/asked.h"
#include "tools/study/results.h"

namespace tools {

/// A table of the brief under its number.
struct BriefTable {
  std::string number;    ///< "T1"
  std::string name;      ///< of its files: "scenarios"
  std::string sentence;  ///< what it tells
  sim::Table table;
};

struct Brief {
  std::string title;
  std::string question;             ///< what is asked, as a reader would ask it
  std::vector<std::string> answer;  ///< sentences
  sim::Table answer_table;          ///< the numbers behind them
  std::vector<BriefTable> tables;   ///< in order of their numbers
  std::vector<Figure> figures;      ///< in the order in which they are read
  std::vector<std::string> lacks;   ///< what was not made and why, a sentence each
  std::vector<std::string> runs;    ///< what was run: commands, counts of runs and failures, a sentence each
  sim::Table provenance;            ///< program, commit, inputs with their hashes
  double million = 1e6;             ///< what clusters are held against
  std::vector<Block> blocks;        ///< texts of the template
  std::string logo;                 ///< a file; empty: none

  const Figure* figure(const std::string& name) const;
  const BriefTable* table(const std::string& number) const;
};

struct BriefOptions {
  std::vector<std::string> results;  ///< folders of results, or stores
  std::string folder;                ///< of scenarios; empty: the usual one
  std::string template_file;         ///< empty: none
  AskedOptions asked;
  std::size_t map_runs = 10;  ///< of each policy, made anew for the map
  int threads = 0;
};

/// Reads results and makes everything but files. What one folder of results lacks another may have; the first that can
/// make a thing makes it. Throws sim::BadInput and sim::StoreError.
Brief gather(const BriefOptions& options);
/// The same of whole runs that are in memory, in place of what options name.
Brief gather(const BriefOptions& options, Results results);

}  // namespace tools
