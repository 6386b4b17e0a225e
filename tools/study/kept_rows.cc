#include "tools/study/kept_rows.h"

#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/store.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// The next netstring, which is taken from the front of `rest`; nothing at a torn end.
std::optional<std::string> next(std::string_view& rest) {
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), size);
  const auto digits = static_cast<std::size_t>(end - rest.data());
  if (error != std::errc() || size > rest.size() || rest.size() - size < digits + 2) return std::nullopt;
  if (rest[digits] != ':' || rest[digits + 1 + size] != ',') return std::nullopt;
  std::string text(rest.substr(digits + 1, size));
  rest.remove_prefix(digits + size + 2);
  return text;
}

[[noreturn]] void refuse_writing(const fs::path& file) {
  throw sim::FileError(
      fmt::format("cannot write '{}': {}", file.string(), std::generic_category().message(errno)));
}

}  // namespace

KeptRows::KeptRows(const fs::path& file, const std::string& question)
    : file_(file), part_(file.parent_path() / fmt::format(".{}.part", file.filename().string())) {
  std::string there;
  if (fs::exists(part_)) there = sim::read_file(part_);
  std::string_view rest = there;
  const auto asked = next(rest);
  if (asked && *asked != question)
    throw sim::OtherStudy(fmt::format(
        "'{}' holds rows of other options, inputs or another program, not yet whole: remove it, or give "
        "another --out",
        part_.string()));
  if (asked) {
    while (auto row = next(rest)) before_.push_back(std::move(*row));
    fs::resize_file(part_, there.size() - rest.size());
  }
  errno = 0;
  out_.open(part_, asked ? std::ios::binary | std::ios::app : std::ios::binary | std::ios::trunc);
  if (!out_) refuse_writing(part_);
  if (!asked) add({question});
}

void KeptRows::add(const std::vector<std::string>& rows) {
  std::string text;
  for (const std::string& row : rows) text += fmt::format("{}:{},", row.size(), row);
  errno = 0;
  if (!(out_ << text << std::flush)) refuse_writing(part_);
}

void KeptRows::finish(const std::string& text) {
  sim::write_file_atomically(file_, text);
  out_.close();
  fs::remove(part_);
}

}  // namespace tools
