// `bench page`: the page of what running costs, made of measurements that lie in a folder.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/report/table.h"
#include "tools/bench/measurements.h"
#include "tools/figures/figure.h"

namespace tools::bench {

/// NAME.csv of a folder, by NAME.
using Measured = std::map<std::string, Measurements>;

/// Prints the page in Markdown and draws its pictures into `folder`/figures, to which it points by `link`. Throws
/// std::runtime_error where something was not measured.
void print_page(const std::filesystem::path& folder, const std::string& link);

/// "12 [11-13]": a median with its quartiles.
std::string with_quartiles(const Quartiles& q, double factor = 1);
/// `of` over `by`, round by round.
Quartiles ratio_of(const Measurements& measured, const std::string& of, const std::string& by,
                   const std::string& measure);
/// The version by hand that is the quickest on a row of the yardstick.
std::string best_by_hand(const Measurements& yardstick, const std::string& size);
/// What stands before and after the slash of a case: "threads 12/2" is 12 and 2.
std::pair<double, int> size_and_threads(const std::string& name);

/// The pictures of what was measured.
std::vector<Figure> page_figures(const Measured& measured);

}  // namespace tools::bench
