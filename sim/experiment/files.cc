#include "sim/experiment/files.h"

#include <atomic>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace sim {
namespace {

namespace fs = std::filesystem;

std::string reason(int error) { return std::generic_category().message(error); }

/// Makes the new name itself safe against a power cut. Some file systems cannot; the text is safe all the
/// same.
void flush_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

}  // namespace

AtomicFile::AtomicFile(const fs::path& path) : final_(path), path_(path) {
  std::error_code ignored;
  const fs::file_status there = fs::status(path, ignored);
  if (fs::exists(there) && !fs::is_regular_file(there)) {
    throw FileError(fmt::format("cannot write '{}': it is {}", path.string(),
                                fs::is_directory(there) ? "a folder" : "not an ordinary file"));
  }
  static std::atomic<unsigned> count{0};
  path_.replace_filename(fmt::format(".{}.{}.{}.part", path.filename().string(), getpid(), ++count));
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file_ < 0) fail(errno);
}

AtomicFile::~AtomicFile() {
  if (file_ < 0) return;
  ::close(file_);
  ::unlink(path_.c_str());
}

void AtomicFile::append(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file_, text.data(), text.size());
    if (written < 0 && errno != EINTR) fail(errno);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void AtomicFile::keep() {
  if (::fsync(file_) != 0) fail(errno);
  if (::rename(path_.c_str(), final_.c_str()) != 0) fail(errno);
  ::close(file_);
  file_ = -1;
  flush_folder(final_.has_parent_path() ? final_.parent_path() : ".");
}

void AtomicFile::fail(int error) const {
  throw FileError(fmt::format("cannot write '{}': {}", final_.string(), reason(error)));
}

void write_file_atomically(const fs::path& path, std::string_view text) {
  AtomicFile file(path);
  file.append(text);
  file.keep();
}

void read_file(const fs::path& path, const std::function<void(std::string_view piece)>& take) {
  const auto fail = [&path](int error) {
    throw FileError(fmt::format("cannot read '{}': {}", path.string(), reason(error)));
  };
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) fail(errno);
  char buffer[65536];
  while (true) {
    const ssize_t count = ::read(file, buffer, sizeof buffer);
    if (count == 0) break;
    if (count > 0) {
      take({buffer, static_cast<std::size_t>(count)});
    } else if (errno != EINTR) {
      const int error = errno;
      ::close(file);
      fail(error);
    }
  }
  ::close(file);
}

std::string read_file(const fs::path& path) {
  std::string text;
  read_file(path, [&text](std::string_view piece) { text += piece; });
  return text;
}

void make_result_folder(const fs::path& path) {
  const auto fail = [&path](const std::string& why) {
    throw FileError(fmt::format("cannot use '{}' as the folder for results: {}", path.string(), why));
  };
  std::error_code error;
  const fs::file_status there = fs::status(path, error);
  if (fs::exists(there) && !fs::is_directory(there)) fail("it is a file");
  fs::create_directories(path, error);
  if (error) fail(error.message());
  if (::access(path.c_str(), W_OK | X_OK) != 0) fail(reason(errno));
}

}  // namespace sim
