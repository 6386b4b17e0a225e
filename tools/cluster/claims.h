// Which chunk is whose: a task takes the next one that nobody has, so that a slow node takes fewer.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <vector>

namespace tools {

/// The claims of one task, in a folder that all tasks see. A claim is a hard link of a file of the task's own, which file
/// systems make once or not at all, also over the network (NFS); no lock is relied on. A task that is started again has its
/// own claims first, since it may not have come to their end.
class Claims {
 public:
  /// Throws sim::FileError where the folder cannot be written.
  Claims(const std::filesystem::path& folder, std::uint64_t task, std::uint64_t tasks, std::uint64_t chunks);

  /// The next chunk; nothing: all are taken. Throws sim::FileError.
  std::optional<std::uint64_t> next();

 private:
  bool take(std::uint64_t chunk) const;
  void note(std::uint64_t chunk) const;

  std::filesystem::path folder_;
  std::filesystem::path token_;  ///< whose links its claims are
  std::filesystem::path notes_;  ///< the chunks that it set out to take
  std::uint64_t chunks_;
  std::uint64_t at_;                ///< where it looks next
  std::uint64_t looked_ = 0;        ///< at so many
  std::vector<std::uint64_t> own_;  ///< from before, the next last
  std::set<std::uint64_t> had_;
};

/// Gives chunks back that have runs left. Nobody may be at work. Throws sim::FileError.
void release_claims(const std::filesystem::path& folder, const std::vector<std::uint64_t>& chunks);
/// How many are taken.
std::uint64_t claimed(const std::filesystem::path& folder);

}  // namespace tools
