#include "sim/analysis/ratio.h"

#include <cmath>
#include <vector>

#include <doctest/doctest.h>

namespace sim {
namespace {

TEST_CASE("a ratio of means whose parts always keep the ratio is certain of it") {
  const Mean ratio = ratio_of_means(std::vector<double>{2, 4, 6}, std::vector<double>{1, 2, 3}, 0.5);
  CHECK(ratio.value == doctest::Approx(2));
  CHECK(ratio.interval.low == doctest::Approx(2));
  CHECK(ratio.interval.high == doctest::Approx(2));
}

TEST_CASE("over a fixed sum the interval of a ratio is the t interval of the mean over it") {
  const std::vector<double> over{3, 5, 7, 9};
  const Mean mean = mean_with_interval(over, 0.95);
  const Mean ratio = ratio_of_means(over, std::vector<double>{10, 10, 10, 10}, 0.95);
  CHECK(ratio.interval.low == doctest::Approx(mean.interval.low / 10));
  CHECK(ratio.interval.high == doctest::Approx(mean.interval.high / 10));
}

TEST_CASE("the interval of a ratio is the whole line when what it is taken over may be nothing") {
  const Mean ratio = ratio_of_means(std::vector<double>{1, 2, 3}, std::vector<double>{-5, 0.1, 5.5});
  CHECK(std::isinf(ratio.interval.low));
  CHECK(std::isinf(ratio.interval.high));
  CHECK(std::isnan(ratio_of_means(std::vector<double>{1, 2}, std::vector<double>{0, 0}).value));
}

}  // namespace
}  // namespace sim
