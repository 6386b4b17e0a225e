#include "tools/study/record_file.h"

#include <fmt/format.h>

#include "models/record/measures.h"
#include "sim/numeric/constants.h"
#include "tools/scenarios/folder.h"

namespace tools {

sim::Date record_end() { return sim::Date::of(2024, 12, 31); }

double value_of(const chokepoint::RunOutcome& outcome, const Target& target, const sim::Calendar& calendar) {
  const auto seen = outcome.on(target.date, calendar);
  return seen ? chokepoint::find_measure(target.measure.name)->count(*seen) : sim::kNan;
}

RecordFile read_record(const std::filesystem::path& file) {
  sim::Problems problems;
  RecordFile record;
  sim::read(sim::read_yaml(file, shown_path(file), problems), record, "the record", problems);
  std::vector<std::string> names;
  for (const chokepoint::Measure& measure : chokepoint::measures()) names.emplace_back(measure.name);
  for (const auto& target : record.record) {
    if (chokepoint::find_measure(target.value.measure.name) == nullptr) {
      problems.add(target.value.measure.at, fmt::format("unknown measure '{}'", target.value.measure.name),
                   sim::did_you_mean(target.value.measure.name, names));
    }
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  return record;
}

}  // namespace tools
