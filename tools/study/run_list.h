// The runs of a study by number, none of which is held: what a study of ten million runs takes while it is made is a bit
// a run, and that only once some are done.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tools/study/study.h"

namespace tools {

/// Where a run stands in a study.
struct RunAddress {
  std::size_t point = 0;
  std::size_t variant = 0;
  std::uint64_t replicate = 0;
};

/// How many runs a study asks for.
std::uint64_t run_count(const Study& study);

/// Numbers go point by point, replicate by replicate, so that what is done when it is stopped is a smaller study, of
/// pairs. There are more of them than runs where a variant has fewer replicates than the study (see is_run).
std::uint64_t number_count(const Study& study);
RunAddress address_of(const Study& study, std::uint64_t number);
std::uint64_t number_of(const Study& study, const RunAddress& address);
bool is_run(const Study& study, const RunAddress& address);

/// The runs that are left to do. The study must outlive it.
class RunsLeft {
 public:
  /// All of them.
  explicit RunsLeft(const Study& study);

  /// Takes one out, once; what is no run is left alone.
  void take_out(const RunAddress& address);
  std::uint64_t size() const { return left_; }
  bool has(const RunAddress& address) const;
  /// The lowest number of a run that is left, from a number on; nothing: there is none.
  std::optional<std::uint64_t> next(std::uint64_t from) const;

 private:
  const Study* study_;
  std::uint64_t numbers_;
  std::uint64_t left_;
  std::vector<bool> is_out_;  ///< by number; empty: none is
};

}  // namespace tools
