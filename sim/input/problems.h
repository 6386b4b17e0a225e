// What is wrong with an input: every problem at once, each with its place, the reason and a suggestion.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/where.h"

namespace sim {

/// `file:line:column: what (why)`, where `why` says what is accepted or "did you mean 'x'?".
struct Problem {
  Where at;
  std::string what;
  std::string why;
};

class Problems {
 public:
  void add(Where at, std::string what, std::string why = "");
  void add(const Problems& others);
  bool empty() const { return problems_.empty(); }
  std::size_t size() const { return problems_.size(); }
  /// All of them sorted by place (file name, line, column) and without repeats; each followed by the line it
  /// stands on and a caret under its column; last a line "N problems" when there is more than one. The first
  /// hundred are shown, the rest counted.
  std::string describe() const;
  const std::vector<Problem>& all() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

/// Thrown when an input cannot be used; the command prints what() and exits with 2.
class BadInput : public std::runtime_error {
 public:
  explicit BadInput(const Problems& problems) : std::runtime_error(problems.describe()) {}
};

/// The candidate nearest to a word in spelling (optimal string alignment), or "" when none is near enough:
/// a distance of at most 2, or a third of the word's length; ties go to the earlier candidate. Words of more than 64
/// bytes are near to none.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "did you mean 'x'?" when a candidate is near; else "accepted: a, b, c" (at most 12, then "... (N in
/// all)").
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace sim
