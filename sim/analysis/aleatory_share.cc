#include "sim/analysis/aleatory_share.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "sim/numeric/constants.h"

namespace sim {
namespace {

struct PointRuns {
  double mean = 0;
  double variance = 0;  ///< within
  double runs = 0;
};

PointRuns runs_at_point(std::span<const double> outputs) {
  PointRuns point;
  double sum = 0;
  for (const double output : outputs) sum += output - outputs.front();
  point.runs = static_cast<double>(outputs.size());
  point.mean = outputs.front() + sum / point.runs;
  double squares = 0;
  for (const double output : outputs) squares += (output - point.mean) * (output - point.mean);
  point.variance = squares / (point.runs - 1);
  return point;
}

double share_of(const std::vector<PointRuns>& points, std::span<const std::size_t> picks) {
  const auto n = static_cast<double>(picks.size());
  if (n < 2) return kNan;
  double within = 0;
  double noise_of_means = 0;
  double sum = 0;
  const double origin = points[picks.front()].mean;
  for (const std::size_t i : picks) {
    within += points[i].variance / n;
    noise_of_means += points[i].variance / points[i].runs / n;
    sum += points[i].mean - origin;
  }
  double squares = 0;
  for (const std::size_t i : picks) squares += std::pow(points[i].mean - origin - sum / n, 2);
  const double between = std::max(0.0, squares / (n - 1) - noise_of_means);
  return within / (within + between);  // 0 / 0, NaN, when nothing varies
}

}  // namespace

AleatoryShare aleatory_share(const std::vector<std::vector<double>>& outputs, double level) {
  AleatoryShare answer;
  std::vector<PointRuns> points;
  for (const std::vector<double>& replicates : outputs) {
    std::vector<double> ran;
    for (const double output : replicates) {
      if (all_ran({&output, 1})) ran.push_back(output);
    }
    if (ran.size() < 2) {
      ++answer.dropped;
    } else {
      points.push_back(runs_at_point(ran));
    }
  }
  answer.points = points.size();
  answer.share = with_intervals(points.size(), level, [&](std::span<const std::size_t> picks) {
                   return std::vector<double>{share_of(points, picks)};
                 }).front();
  return answer;
}

}  // namespace sim
