#include "tools/bench/measurements.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "sim/input/csv_row.h"
#include "sim/report/csv.h"

namespace tools::bench {

void Measurements::say(const std::string& of, const std::string& measure, std::string words) {
  if (!has(of, measure)) all_.push_back({of, measure, {}});
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Measured& measured) {
    return measured.of == of && measured.measure == measure;
  });
  found->values.push_back(std::move(words));
}

void Measurements::add(const std::string& of, const std::string& measure, double value) {
  say(of, measure, sim::exact_text(value));
}

void Measurements::add(const std::string& of, const std::string& measure, const std::vector<double>& rounds) {
  for (const double value : rounds) add(of, measure, value);
}

void Measurements::print() const {
  fmt::print("case,measure,round,value{}", sim::kCsvLineEnd);
  for (const Measured& measured : all_) {
    for (std::size_t round = 0; round < measured.values.size(); ++round) {
      fmt::print("{},{},{},{}{}", sim::csv_text(measured.of), sim::csv_text(measured.measure), round + 1,
                 sim::csv_text(measured.values[round]), sim::kCsvLineEnd);
    }
  }
}

Measurements Measurements::read(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) throw std::runtime_error(fmt::format("no measurements at {}", file.string()));
  sim::CsvRows rows(stream, file.string());
  sim::Problems problems;
  sim::CsvRow row;
  Measurements read;
  for (bool is_head = true; rows.next(row, problems); is_head = false) {
    if (!is_head && row.size() == 4) read.say(row[0].text, row[1].text, row[3].text);
  }
  return read;
}

std::vector<std::string> Measurements::cases(std::string_view beginning) const {
  std::vector<std::string> names;
  for (const Measured& measured : all_) {
    if (measured.of.starts_with(beginning) &&
        std::find(names.begin(), names.end(), measured.of) == names.end())
      names.push_back(measured.of);
  }
  return names;
}

std::vector<std::string> Measurements::measures(const std::string& of) const {
  std::vector<std::string> names;
  for (const Measured& measured : all_) {
    if (measured.of == of) names.push_back(measured.measure);
  }
  return names;
}

std::vector<double> Measurements::rounds(const std::string& of, const std::string& measure) const {
  std::vector<double> numbers;
  for (const std::string& value : at(of, measure).values)
    numbers.push_back(std::strtod(value.c_str(), nullptr));
  return numbers;
}

Quartiles Measurements::quartiles(const std::string& of, const std::string& measure) const {
  return bench::quartiles(rounds(of, measure));
}

const std::string& Measurements::words(const std::string& of, const std::string& measure) const {
  return at(of, measure).values.front();
}

const Measurements::Measured* Measurements::find(const std::string& of, const std::string& measure) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Measured& measured) {
    return measured.of == of && measured.measure == measure;
  });
  return found == all_.end() ? nullptr : &*found;
}

const Measurements::Measured& Measurements::at(const std::string& of, const std::string& measure) const {
  const Measured* found = find(of, measure);
  if (found == nullptr) throw std::runtime_error(fmt::format("'{}' has no '{}'", of, measure));
  return *found;
}

}  // namespace tools::bench
