// Rows of a CSV file as others write them (RFC 4180, one line a row), with the place of each field.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "sim/input/problems.h"

namespace sim {

struct CsvField {
  std::string text;  ///< without quotes; blanks around it are dropped
  Where at;
};
using CsvRow = std::vector<CsvField>;

/// Reads a stream row by row; memory does not grow with its length.
class CsvRows {
 public:
  /// `name` as the user gave it, for places.
  CsvRows(std::istream& stream, std::string name) : stream_(stream), name_(std::move(name)) {}

  /// The next row that is not blank; false at the end. A row that cannot be cut into fields adds a problem and
  /// is empty.
  bool next(CsvRow& row, Problems& problems);

 private:
  std::istream& stream_;
  std::string name_;
  int line_ = 0;
};

}  // namespace sim
