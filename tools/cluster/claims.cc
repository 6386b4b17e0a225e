#include "tools/cluster/claims.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "sim/experiment/files.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

fs::path claim_of(const fs::path& folder, std::uint64_t chunk) {
  return folder / fmt::format("chunk-{}", chunk);
}

[[noreturn]] void fail(const fs::path& path, int error) {
  throw sim::FileError(
      fmt::format("cannot write '{}': {}", path.string(), std::generic_category().message(error)));
}

bool is_same_file(const fs::path& a, const fs::path& b) {
  struct stat of_a {};
  struct stat of_b {};
  return ::stat(a.c_str(), &of_a) == 0 && ::stat(b.c_str(), &of_b) == 0 && of_a.st_dev == of_b.st_dev &&
         of_a.st_ino == of_b.st_ino;
}

}  // namespace

Claims::Claims(const fs::path& folder, std::uint64_t task, std::uint64_t tasks, std::uint64_t chunks)
    : folder_(folder),
      token_(folder / fmt::format("task-{}", task)),
      notes_(folder / fmt::format("task-{}-took", task)),
      chunks_(chunks),
      // Each begins at its own part, so that they meet late.
      at_(chunks == 0 ? 0 : (task - 1) * chunks / tasks % chunks) {
  sim::make_result_folder(folder);
  if (!fs::exists(token_)) sim::write_file_atomically(token_, fmt::format("{}\n", task));
  std::ifstream notes(notes_);
  for (std::uint64_t chunk = 0; notes >> chunk;) {
    if (is_same_file(claim_of(folder_, chunk), token_) && had_.insert(chunk).second) own_.push_back(chunk);
  }
}

std::optional<std::uint64_t> Claims::next() {
  if (!own_.empty()) {
    const std::uint64_t chunk = own_.back();
    own_.pop_back();
    return chunk;
  }
  while (looked_ < chunks_) {
    const std::uint64_t chunk = at_;
    at_ = (at_ + 1) % chunks_;
    ++looked_;
    if (had_.contains(chunk)) continue;
    if (take(chunk)) return chunk;
  }
  return std::nullopt;
}

bool Claims::take(std::uint64_t chunk) const {
  const fs::path claim = claim_of(folder_, chunk);
  if (fs::exists(claim)) return false;
  note(chunk);
  if (::link(token_.c_str(), claim.c_str()) == 0) return true;
  const int error = errno;
  // An answer that was lost on the way makes a second try of one's own link look like another's.
  if (is_same_file(claim, token_)) return true;
  if (error == EEXIST) return false;
  fail(claim, error);
}

/// Before it is taken: whoever is killed between the two finds it again.
void Claims::note(std::uint64_t chunk) const {
  const int file = ::open(notes_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) fail(notes_, errno);
  const std::string line = fmt::format("{}\n", chunk);
  const bool is_written =
      ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (!is_written) fail(notes_, error);
}

void release_claims(const fs::path& folder, const std::vector<std::uint64_t>& chunks) {
  for (const std::uint64_t chunk : chunks) {
    const fs::path claim = claim_of(folder, chunk);
    if (::unlink(claim.c_str()) != 0 && errno != ENOENT) fail(claim, errno);
  }
}

std::uint64_t claimed(const fs::path& folder) {
  std::uint64_t count = 0;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, none))
    count += entry.path().filename().string().starts_with("chunk-") ? 1 : 0;
  return count;
}

}  // namespace tools
