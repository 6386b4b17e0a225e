// Numbers as people write them, and why some are refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number read from a text; or nothing, with how to write it where that can be told.
struct NumberText {
  std::optional<double> value;
  std::string why;
};

/// Reads plain decimals and the form 1.5e9; finite only. Refuses 010, 0x10, 1_000, 1,000, 50%, .nan and .inf.
NumberText parse_number(std::string_view text);

/// The same for whole numbers from 0 to 2^64 - 1. They may be written 2e6; up to 2^53 that is exact, and beyond it the
/// digits must be written out.
struct WholeText {
  std::optional<std::uint64_t> value;
  std::string why;
};
WholeText parse_whole(std::string_view text);

}  // namespace sim
