// Hashes: of names of draws, contents of files and checksums of stores; of many bytes at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
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

/// A hash of many bytes, some ten times as fast, continuing from another. The same on every little-endian machine; not
/// against malice.
std::uint64_t hash_bytes(std::uint64_t from, std::span<const std::byte> bytes);

/// As 16 hexadecimal digits.
std::string hex(std::uint64_t hash);

}  // namespace sim
