// What a page is told of one run: curves over the days on which one looked at what stands where.
#pragma once

#include <cstdint>

#include <nlohmann/json.hpp>

#include "models/record/outcome.h"
#include "models/scenario/scenario.h"

namespace tools {

/// A number to four digits: what a curve shows, in few bytes.
double to_four_digits(double value);

/// {"side", "run", "dates": days as ISO texts, "stock": the classes of China's stock each as a curve in H100e, "fleet",
/// "site", "rented": H100e, "premium": x, of training chips}. All curves are as long as the dates.
nlohmann::json run_record(std::size_t side, std::uint64_t run, const chokepoint::RunOutcome& outcome,
                          const sim::Calendar& calendar);

}  // namespace tools
