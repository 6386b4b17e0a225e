#include "sim/engine/state.h"

#include <utility>

#include <fmt/format.h>

#include "sim/numeric/words.h"

namespace sim {
namespace {

static_assert(std::endian::native == std::endian::little, "saved states are little-endian");

// magic, length of the whole, scenario hash, week; fields; checksum of all before it.
constexpr std::string_view kMagic = "simstat1";
constexpr std::size_t kNumber = sizeof(std::uint64_t);
constexpr std::size_t kLengthAt = kNumber;
constexpr std::size_t kHead = 4 * kNumber;

void append(std::vector<std::byte>& bytes, std::span<const std::byte> more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
}
void append_number(std::vector<std::byte>& bytes, std::uint64_t number) {
  append(bytes, std::as_bytes(std::span(&number, 1)));
}
void append_text(std::vector<std::byte>& bytes, std::string_view text) {
  append(bytes, std::as_bytes(std::span(text)));
}

}  // namespace

namespace detail {

StateWriter::StateWriter(std::uint64_t scenario_hash, std::int64_t week, std::size_t bytes) {
  bytes_.reserve(kHead + bytes + kNumber);
  append_text(bytes_, kMagic);
  append_number(bytes_, 0);  // the length, once known
  append_number(bytes_, scenario_hash);
  append_number(bytes_, static_cast<std::uint64_t>(week));
}

std::size_t StateWriter::size_of(const Field& field) {
  return 3 * kNumber + field.name.size() + field.bytes.size();
}

void StateWriter::add(const Field& field) {
  append_number(bytes_, field.name.size());
  append_text(bytes_, field.name);
  append_number(bytes_, field.size);
  append_number(bytes_, field.count);
  append(bytes_, field.bytes);
}

std::vector<std::byte> StateWriter::finish() {
  const std::uint64_t length = bytes_.size() + kNumber;
  std::memcpy(bytes_.data() + kLengthAt, &length, kNumber);
  append_number(bytes_, hash_bytes(0, bytes_));
  return std::move(bytes_);
}

StateReader::StateReader(std::span<const std::byte> bytes, std::uint64_t scenario_hash) : rest_(bytes) {
  if (bytes.size() < kMagic.size() || std::memcmp(bytes.data(), kMagic.data(), kMagic.size()) != 0) {
    throw BadState("this is not a saved state");
  }
  const std::uint64_t length = bytes.size() < kHead ? kHead + kNumber : word_at(bytes.data() + kLengthAt);
  if (bytes.size() < length) {
    throw BadState(fmt::format("the saved state is cut short: {} of {} bytes", bytes.size(), length));
  }
  if (bytes.size() > length || length < kHead + kNumber ||
      hash_bytes(0, bytes.first(length - kNumber)) != word_at(bytes.data() + length - kNumber)) {
    throw BadState("the saved state is damaged: its checksum does not match its bytes");
  }
  rest_ = bytes.subspan(2 * kNumber, length - 3 * kNumber);
  const std::uint64_t saved_hash = read_number();
  if (saved_hash != scenario_hash) {
    throw BadState(fmt::format("the saved state is of another scenario: {:016x}, and this one is {:016x}",
                               saved_hash, scenario_hash));
  }
  week_ = static_cast<std::int64_t>(read_number());
}

std::uint64_t StateReader::read_number() {
  const std::uint64_t number = word_at(rest_.data());
  rest_ = rest_.subspan(kNumber);
  return number;
}

std::span<const std::byte> StateReader::next(std::string_view name, std::size_t size) {
  if (rest_.empty()) throw BadState(fmt::format("the saved state has no column '{}'", name));
  const std::size_t length = read_number();
  const std::string saved_name(reinterpret_cast<const char*>(rest_.data()), length);
  rest_ = rest_.subspan(length);
  if (saved_name != name) {
    throw BadState(
        fmt::format("the saved state has column '{}' where this world has '{}'", saved_name, name));
  }
  const std::uint64_t saved_size = read_number();
  if (saved_size != size) {
    throw BadState(fmt::format("column '{}' has values of {} bytes in the saved state and of {} here", name,
                               saved_size, size));
  }
  const std::size_t total = read_number() * size;
  const auto bytes = rest_.first(total);
  rest_ = rest_.subspan(total);
  return bytes;
}

void StateReader::expect_end() const {
  if (!rest_.empty()) throw BadState("the saved state has more columns than this world");
}

}  // namespace detail
}  // namespace sim
