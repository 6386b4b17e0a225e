// Bytes as numbers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace sim {

/// The eight bytes from an address on, as they stand in memory.
inline std::uint64_t word_at(const std::byte* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

}  // namespace sim
