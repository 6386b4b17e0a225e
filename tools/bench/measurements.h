// What was measured, on its way from the measuring to the page: numbers by case, measure and round, in a CSV file whose
// rows anybody can take quartiles of.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tools/bench/paired.h"

namespace tools::bench {

class Measurements {
 public:
  /// The next round's number of a measure, or a fact in words.
  void add(const std::string& of, const std::string& measure, double value);
  void say(const std::string& of, const std::string& measure, std::string words);
  void add(const std::string& of, const std::string& measure, const std::vector<double>& rounds);

  /// To stdout: case, measure, round, value.
  void print() const;
  /// Throws std::runtime_error where there is no such file.
  static Measurements read(const std::filesystem::path& file);

  /// Cases whose names begin so, in the order they were measured.
  std::vector<std::string> cases(std::string_view beginning = "") const;
  std::vector<std::string> measures(const std::string& of) const;
  bool has(const std::string& of, const std::string& measure) const { return find(of, measure) != nullptr; }
  /// Throw std::runtime_error where it was not measured.
  std::vector<double> rounds(const std::string& of, const std::string& measure) const;
  Quartiles quartiles(const std::string& of, const std::string& measure) const;
  double median(const std::string& of, const std::string& measure) const {
    return quartiles(of, measure).median;
  }
  const std::string& words(const std::string& of, const std::string& measure) const;

 private:
  struct Measured {
    std::string of, measure;
    std::vector<std::string> values;  ///< by round
  };
  const Measured* find(const std::string& of, const std::string& measure) const;
  const Measured& at(const std::string& of, const std::string& measure) const;

  std::vector<Measured> all_;
};

}  // namespace tools::bench
