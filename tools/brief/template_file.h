// What an analyst says of a brief without touching code: title, logo, texts, which tables and pictures.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/fields.h"

namespace tools {

/// Where a text stands.
enum class BlockPlace { kBeforeAnswer, kAfterAnswer, kEnd };

/// A text in Markdown.
struct Block {
  static constexpr const char* kName = "block";
  std::string heading;
  std::string text;
  BlockPlace where = BlockPlace::kAfterAnswer;

  template <class Visit>
  void fields(Visit& visit) {
    visit("heading", heading, {.says = "its heading"});
    visit("text", text, {.says = "the text, in Markdown", .required = true});
    visit("where", where, {.says = "where it stands"});
  }
};

struct BriefTemplate {
  std::string title;
  std::optional<sim::Reference> logo;
  std::vector<sim::Reference> tables;
  std::vector<sim::Reference> figures;
  std::vector<Block> blocks;

  template <class Visit>
  void fields(Visit& visit) {
    visit("title", title, {.says = "the title of the brief"});
    visit("logo", logo, {.says = "a picture beside the title, PNG or SVG, beside the template"});
    visit("tables", tables, {.says = "which tables, by number, as T1; all that can be made if not given"});
    visit("figures", figures,
          {.says = "which figures, by name, as stock; all that can be made if not given"});
    visit("blocks", blocks, {.says = "texts"});
  }
};

/// The numbers of all tables, T1 to T10, and the names of all figures.
const std::vector<std::string>& table_numbers();
const std::vector<std::string>& figure_names();

/// Reads a template; a logo comes back as the path where it lies. Throws sim::BadInput with every problem.
BriefTemplate read_template(const std::filesystem::path& file);

}  // namespace tools

template <>
struct sim::EnumNames<tools::BlockPlace> {
  static constexpr const char* names[]{"before_answer", "after_answer", "end"};
};
