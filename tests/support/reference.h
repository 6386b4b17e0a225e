// Numbers that are known without this program, and the functions of the literature they are known for.
#pragma once

#include <cmath>
#include <cstddef>
#include <fstream>
#include <numbers>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace tests {

/// A block of tests/reference/sensitivity.json, which says where its numbers are from.
inline nlohmann::json reference(const std::string& block) {
  std::ifstream file(REPOSITORY "/tests/reference/sensitivity.json");
  return nlohmann::json::parse(file).at(block);
}

/// The cases of such a block, to loop over.
inline nlohmann::json reference_values(const std::string& block) { return reference(block).at("values"); }

/// u in the unit cube to (-pi, pi).
inline double to_pi(double u) { return std::numbers::pi * (2 * u - 1); }

/// Ishigami's function with a = 7, b = 0.1 on the unit cube; further factors do nothing.
inline double ishigami(const std::vector<double>& u) {
  const double s = std::sin(to_pi(u[0]));
  return s + 7 * std::pow(std::sin(to_pi(u[1])), 2) + 0.1 * std::pow(to_pi(u[2]), 4) * s;
}

/// Sobol's G: the smaller a[i], the more factor i matters.
inline double sobol_g(const std::vector<double>& u, const std::vector<double>& a) {
  double product = 1;
  for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}

template <class F>
std::vector<double> outputs_of(const std::vector<std::vector<double>>& points, const F& f) {
  std::vector<double> outputs;
  for (const std::vector<double>& point : points) outputs.push_back(f(point));
  return outputs;
}

}  // namespace tests
