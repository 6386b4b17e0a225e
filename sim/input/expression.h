// Arithmetic over quantities of runs, as one writes it in a question:
//
//   expression = term { (+ | -) term }          term = power { (* | /) power }         power = factor [ ^ power ]
//   factor     = number | - power | ( expression ) | function ( expression { , expression } ) | quantity
//   quantity   = [aggregate] name [ [key] ] ( period [, scenario] )
//
//   100 * smuggled(2025-12-31) / nation_china(2025-12-31)          mean lag_months(2023..2026-01)
//   new_us_in_year(2026, no-controls) / new_china_in_year(2026)    growth stock[US](2022-12-31..2025-12-31)
//
// A name has letters, digits and underscores; a key and a scenario may have hyphens and dots, too. What the names mean is
// the caller's to say: quantities are numbered as they appear, and an expression is a function of their values.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/period.h"
#include "sim/input/problems.h"

namespace sim {

struct Quantity {
  std::string aggregate;  ///< a word before the name, one of those that the caller allows; empty: none
  std::string name;
  std::string key;  ///< in brackets; empty: none
  Period period;
  std::string scenario;  ///< empty: none was named
  Where at;              ///< of its first word
  Where name_at;
  Where key_at;
  Where scenario_at;
};

class Expression {
 public:
  /// Reads a text that begins at a place of a file; on a quoted YAML scalar or CSV field, at its quote, the places of
  /// what is in it are one column to the right. Adds every problem that can be told; nothing when there is one.
  static std::optional<Expression> parse(std::string_view text, const Where& at,
                                         std::span<const std::string> aggregates, Problems& problems);

  const std::vector<Quantity>& quantities() const { return quantities_; }
  /// With a value for each quantity. A division by zero gives what floating point gives; never throws.
  double value(std::span<const double> values) const;

 private:
  friend class ExpressionReader;

  enum class Does { kNumber, kQuantity, kAdd, kSubtract, kMultiply, kDivide, kPower, kNegate, kCall };
  /// A step of a stack machine: operands come first.
  struct Step {
    Does does = Does::kNumber;
    double number = 0;
    std::size_t which = 0;  ///< quantity, or function
    std::size_t count = 0;  ///< arguments of a function
  };

  std::vector<Quantity> quantities_;
  std::vector<Step> steps_;
};

}  // namespace sim
