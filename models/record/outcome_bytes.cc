#include "models/record/outcome_bytes.h"

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <type_traits>
#include <vector>

namespace chokepoint {
namespace {

// Rows of plain numbers, whose bytes are their values.
static_assert(std::is_trivially_copyable_v<YearOutcome> && std::is_trivially_copyable_v<Standing>);

class Writer {
 public:
  template <class T>
  void plain(const T& value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class T>
  void rows(const std::vector<T>& rows) {
    plain(static_cast<std::uint64_t>(sizeof(T)));
    plain(static_cast<std::uint64_t>(rows.size()));
    bytes_.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(T));
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <class T>
  void plain(T& value) {
    copy(&value, sizeof value);
  }
  template <class T>
  void rows(std::vector<T>& rows) {
    std::uint64_t size = 0;
    std::uint64_t count = 0;
    plain(size);
    plain(count);
    if (size != sizeof(T) || count > bytes_.size() / sizeof(T)) refuse();
    rows.resize(count);
    copy(rows.data(), count * sizeof(T));
  }
  void end() const {
    if (!bytes_.empty()) refuse();
  }

 private:
  [[noreturn]] static void refuse() {
    throw std::invalid_argument("the outcome of a run was kept by a program that records it otherwise");
  }
  void copy(void* to, std::size_t size) {
    if (size > bytes_.size()) refuse();
    if (size > 0) std::memcpy(to, bytes_.data(), size);
    bytes_.remove_prefix(size);
  }

  std::string_view bytes_;
};

/// Every part of an outcome, in one order.
template <class Outcome, class Way>
void walk(Outcome& outcome, Way& way) {
  way.rows(outcome.years);
  way.rows(outcome.standings);
  way.rows(outcome.premium);
  way.plain(outcome.passed_h100e);
  way.plain(outcome.passed_chips);
}

}  // namespace

std::string bytes_of(const RunOutcome& outcome) {
  Writer writer;
  walk(outcome, writer);
  return writer.take();
}

RunOutcome outcome_of_bytes(std::string_view bytes) {
  RunOutcome outcome;
  Reader reader(bytes);
  walk(outcome, reader);
  reader.end();
  return outcome;
}

}  // namespace chokepoint
