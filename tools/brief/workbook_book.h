// The library that writes workbooks, with every error of it thrown.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include <xlsxwriter.h>

namespace tools {

/// How a cell looks; each look is one format of the workbook.
struct Look {
  std::string number = "";  ///< format of numbers; empty: text
  bool is_bold = false;
  bool is_head = false;
  bool is_link = false;
  bool wraps = false;
  bool is_right = false;
  int size = 0;  ///< of the font in points; 0: the usual

  bool operator<(const Look& other) const {
    return std::tie(number, is_bold, is_head, is_link, wraps, is_right, size) <
           std::tie(other.number, other.is_bold, other.is_head, other.is_link, other.wraps, other.is_right,
                    other.size);
  }
};

/// The name of a new file in the folder for such, which goes when this does. Throws sim::FileError for `wanted`.
class ScratchFile {
 public:
  explicit ScratchFile(const std::filesystem::path& wanted);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A workbook until it is a file. All throw sim::FileError, which names the file wanted.
class Book {
 public:
  Book(const std::filesystem::path& wanted, const std::string& title);

  lxw_workbook* get() const { return book_.get(); }
  void check(lxw_error error) const;
  /// Throws where the library found no memory.
  void require(bool given) const;

  lxw_worksheet* add_sheet(const std::string& tab) const;
  lxw_format* format(const Look& look);
  /// Words as they are, whatever they begin with.
  void text(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, std::string_view words,
            const Look& look);
  /// A link to a cell of the workbook: "'T1 scenarios'!A1".
  void link(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& cell,
            const std::string& words);

  /// The bytes of the file, and the end of the workbook.
  std::string take();

 private:
  std::filesystem::path wanted_;
  ScratchFile scratch_;
  std::unique_ptr<lxw_workbook, decltype(&lxw_workbook_free)> book_;
  std::map<Look, lxw_format*> formats_;
};

}  // namespace tools
