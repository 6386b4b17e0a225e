// One writer a file: a lock that ends with the program that holds it, however it ends.
#pragma once

#include <filesystem>

namespace sim {

/// Holds "<file>-lock" beside a file while it lives. SQLite's own lock for a whole session would keep readers
/// out as well. What a killed program leaves there is taken over by the next.
class WriterLock {
 public:
  /// Throws StoreError, with the number and machine of the program that holds it, or the reason why there can
  /// be no lock (no such folder, read-only).
  explicit WriterLock(const std::filesystem::path& file);
  ~WriterLock();
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  std::filesystem::path path_;
  int open_ = -1;
};

}  // namespace sim
