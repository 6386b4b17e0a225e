// Writing results so that a reader never meets half a file.
#pragma once

#include <filesystem>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sim {

/// A file or folder could not be used. what() is one sentence with its path and the system's reason.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A file that appears whole or not at all: written piece by piece beside `path` under another name, at keep() flushed
/// to the disk and renamed over it. A former file stays as it was until that moment, and for good when anything fails
/// or keep() is never called. All throw FileError when the folder is missing or may not be written to, the disk is
/// full, or `path` is something else than an ordinary file.
class AtomicFile {
 public:
  explicit AtomicFile(const std::filesystem::path& path);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  void append(std::string_view text);
  void keep();

 private:
  [[noreturn]] void fail(int error) const;

  std::filesystem::path final_;
  std::filesystem::path path_;
  int file_ = -1;
};

/// Puts `text` into the file at `path`, whole or not at all. Throws as AtomicFile.
void write_file_atomically(const std::filesystem::path& path, std::string_view text);

/// The whole of a file. Throws FileError when it cannot be read.
std::string read_file(const std::filesystem::path& path);
/// The same piece by piece, of which none lasts beyond its call.
void read_file(const std::filesystem::path& path, const std::function<void(std::string_view piece)>& take);

/// Makes sure that `path` is a folder one can write into, with those above it: found out before hours of
/// runs, not after. What is in it already stays. Throws FileError when a file is in the way or it may not be
/// written to.
void make_result_folder(const std::filesystem::path& path);

}  // namespace sim
