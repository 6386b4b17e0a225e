#include "sim/numeric/hash.h"

#include <array>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "sim/numeric/words.h"

namespace sim {
namespace {

static_assert(std::endian::native == std::endian::little, "hashes are those of little-endian words");

// Odd, with about half their bits set: the digits of the square roots of 2 (made odd), 3 and 5.
constexpr std::uint64_t kFirst = 0x6a09e667f3bcc909;
constexpr std::uint64_t kSecond = 0xbb67ae8584caa73b;
constexpr std::uint64_t kThird = 0x3c6ef372fe94f82b;

__extension__ using Wide = unsigned __int128;

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

}  // namespace

std::uint64_t hash_bytes(std::uint64_t from, std::span<const std::byte> bytes) {
  constexpr std::size_t kBlock = 32;
  // Two lanes, so that one multiplication does not wait for the other.
  std::uint64_t a = from ^ kFirst;
  std::uint64_t b = from ^ kSecond;
  const auto take = [&](const std::byte* block) {
    a = fold(a ^ word_at(block), kFirst ^ word_at(block + 8));
    b = fold(b ^ word_at(block + 16), kSecond ^ word_at(block + 24));
  };
  std::size_t done = 0;
  for (; done + kBlock <= bytes.size(); done += kBlock) take(bytes.data() + done);
  std::array<std::byte, kBlock> tail{};
  if (done < bytes.size()) std::memcpy(tail.data(), bytes.data() + done, bytes.size() - done);
  take(tail.data());
  return fold(fold(a ^ bytes.size(), kThird), b ^ kThird);
}

std::string hex(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

}  // namespace sim
