// Rows of a table that are kept as they come, so that the same command goes on where it was stopped.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace tools {

/// A file that is made row by row. Until it is whole it lies beside its place as ".<name>.part": netstrings (D. J.
/// Bernstein, 1997), the first of them what the rows depend on, so that a torn end is seen as one.
class KeptRows {
 public:
  /// Takes up what is there of the same question. Throws sim::OtherStudy when it is of another, sim::FileError.
  KeptRows(const std::filesystem::path& file, const std::string& question);

  /// Rows that were kept before, in order.
  const std::vector<std::string>& before() const { return before_; }
  /// Keeps rows; they are on disk when it returns. Throws sim::FileError.
  void add(const std::vector<std::string>& rows);
  /// Writes the file, whole, and removes what lies beside it. Throws sim::FileError.
  void finish(const std::string& text);

 private:
  std::filesystem::path file_;
  std::filesystem::path part_;
  std::vector<std::string> before_;
  std::ofstream out_;
};

}  // namespace tools
