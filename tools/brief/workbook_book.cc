#include "tools/brief/workbook_book.h"

#include <cerrno>
#include <ctime>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include "sim/experiment/files.h"
#include "tools/brief/workbook_cells.h"
#include "tools/brief/workbook_parts.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// 1980-01-01, the first day that a zip archive knows: a date of now would make each file another.
constexpr time_t kCreated = 315532800;

lxw_format* new_format(lxw_workbook* book, const Look& look) {
  lxw_format* format = workbook_add_format(book);
  if (format == nullptr) return nullptr;
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  if (!look.number.empty()) format_set_num_format(format, look.number.c_str());
  if (look.is_bold || look.is_head) format_set_bold(format);
  if (look.size > 0) format_set_font_size(format, look.size);
  if (look.wraps || look.is_head) format_set_text_wrap(format);
  if (look.is_right) format_set_align(format, LXW_ALIGN_RIGHT);
  if (look.is_head) {
    // Or the button of the filter would lie over the end of the words.
    if (look.is_right) format_set_indent(format, 2);
    format_set_bg_color(format, 0xE8EEF4);
    format_set_bottom(format, LXW_BORDER_THIN);
  }
  if (look.is_link) {
    format_set_font_color(format, 0x0563C1);
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
  }
  return format;
}

}  // namespace

ScratchFile::ScratchFile(const fs::path& wanted) {
  std::error_code error;
  const fs::path folder = fs::temp_directory_path(error);
  if (error)
    throw sim::FileError(fmt::format("cannot write '{}': no folder to make it in (TMPDIR): {}",
                                     wanted.string(), error.message()));
  path_ = (folder / "chokepoint-workbook-XXXXXX").string();
  const int file = ::mkstemp(path_.data());
  if (file < 0)
    throw sim::FileError(fmt::format("cannot write '{}': no file in '{}' to make it in: {}", wanted.string(),
                                     folder.string(), std::generic_category().message(errno)));
  ::close(file);
}

ScratchFile::~ScratchFile() { ::unlink(path_.c_str()); }

Book::Book(const fs::path& wanted, const std::string& title)
    : wanted_(wanted), scratch_(wanted), book_(workbook_new(scratch_.path().c_str()), lxw_workbook_free) {
  require(book_ != nullptr);
  std::string short_title = workbook_text(title, 250);
  lxw_doc_properties properties{};
  properties.title = short_title.data();
  properties.created = kCreated;
  check(workbook_set_properties(get(), &properties));
}

void Book::check(lxw_error error) const {
  if (error != LXW_NO_ERROR)
    throw sim::FileError(fmt::format("cannot write '{}': {}", wanted_.string(), lxw_strerror(error)));
}

void Book::require(bool given) const {
  if (!given) check(LXW_ERROR_MEMORY_MALLOC_FAILED);
}

lxw_worksheet* Book::add_sheet(const std::string& tab) const {
  check(workbook_validate_sheet_name(get(), tab.c_str()));
  lxw_worksheet* sheet = workbook_add_worksheet(get(), tab.c_str());
  require(sheet != nullptr);
  return sheet;
}

lxw_format* Book::format(const Look& look) {
  const auto [found, is_new] = formats_.try_emplace(look, nullptr);
  if (is_new) found->second = new_format(get(), look);
  require(found->second != nullptr);
  return found->second;
}

void Book::text(lxw_worksheet* sheet, lxw_row_t row, std::size_t column, std::string_view words,
                const Look& look) {
  check(worksheet_write_string(sheet, row, static_cast<lxw_col_t>(column), workbook_text(words).c_str(),
                               format(look)));
}

void Book::link(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const std::string& cell,
                const std::string& words) {
  check(worksheet_write_url_opt(sheet, row, column, ("internal:" + cell).c_str(), format({.is_link = true}),
                                words.c_str(), nullptr));
}

std::string Book::take() {
  errno = 0;
  // The library frees it whether or not it could write.
  const lxw_error closed = workbook_close(book_.release());
  // Its own words for an error of the system do not say which.
  if (closed != LXW_NO_ERROR && errno != 0)
    throw sim::FileError(fmt::format("cannot write '{}' by way of a file in '{}': {}", wanted_.string(),
                                     fs::path(scratch_.path()).parent_path().string(),
                                     std::generic_category().message(errno)));
  check(closed);
  std::string bytes = sim::read_file(scratch_.path());
  try {
    workbook_parts(bytes);
  } catch (const std::runtime_error& error) {
    throw sim::FileError(fmt::format("cannot write '{}': {}; is there room in '{}'?", wanted_.string(),
                                     error.what(), fs::path(scratch_.path()).parent_path().string()));
  }
  return bytes;
}

}  // namespace tools
