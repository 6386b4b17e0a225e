// The one hash: names of draws, contents of files, checksums of stores.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sim {

/// Of no byte.
inline constexpr std::uint64_t kHashOfNothing = 14695981039346656037ULL;

/// FNV-1a, 64 bits; of bytes that come after those of another hash, where one is given. Not against malice. Source:
/// Fowler, Noll, Vo; draft-eastlake-fnv (2012).
constexpr std::uint64_t hash_of(std::string_view bytes, std::uint64_t hash = kHashOfNothing) {
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return hash;
}

/// As 16 hexadecimal digits.
std::string hex(std::uint64_t hash);

}  // namespace sim
