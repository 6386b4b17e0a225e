// Saving, restoring and hashing a world. A state is its columns, its week and its scenario's hash: draws have
// addresses, so there is no generator to save, and a run of 0..T has the bytes of 0..t, save, restore, t..T.
//
// A world is a struct with `week`, `scenario_hash` and its columns, named once:
//
//   struct World {
//     int week = 0;
//     std::uint64_t scenario_hash = 0;
//     Column<Lab, std::int64_t> stock;
//     template <class Visit>
//     void columns(Visit& visit) { visit("stock", stock); }
//   };
//
// A field is a number, an enum, an Id or a struct of such; a Column or std::vector of these; or a struct that
// names its own columns. What a world makes anew in every step (mail, scratch) is no field.
#pragma once

#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/engine/id.h"
#include "sim/numeric/hash.h"

namespace sim {

/// A saved state that cannot be restored here; what() is a sentence that says why. The world is left as it
/// was.
class BadState : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

template <class World>
concept Saveable = requires(const World& world) {
  { world.week } -> std::convertible_to<std::int64_t>;
  { world.scenario_hash } -> std::convertible_to<std::uint64_t>;
};

namespace detail {

struct AnyVisit {
  template <class T>
  constexpr void operator()(std::string_view, T&) {}
};
template <class T>
concept NamesItsColumns = requires(T& value, AnyVisit& visit) {
  value.columns(visit);
};

struct SumOfSizes {
  std::size_t bytes = 0;
  template <class T>
  constexpr void operator()(std::string_view, T&) {
    bytes += sizeof(T);
  }
};

template <class T>
constexpr std::size_t sum_of_sizes() {
  T value{};
  SumOfSizes sum;
  value.columns(sum);
  return sum.bytes;
}

// Whether equal values have equal bytes, so that bytes may stand for values. Padding has any bytes: a struct
// with padding would make equal worlds hash apart. The language knows it for structs of integers. It never
// says so of a floating-point number (-0.0 == 0.0), whose bytes are just what we want to keep; so a struct
// that holds one names its members in a constexpr columns(), and their sizes must leave no gap.
template <class T>
constexpr bool bytes_are_value() {
  constexpr bool kPlainNumber =
      std::has_unique_object_representations_v<T> || std::is_same_v<T, double> || std::is_same_v<T, float>;
  if constexpr (std::is_trivially_copyable_v<T> && NamesItsColumns<T> && !kPlainNumber) {
    return sum_of_sizes<T>() == sizeof(T);
  } else {
    return std::is_trivially_copyable_v<T> && !std::is_pointer_v<T> && kPlainNumber;
  }
}
template <class T, std::size_t N>
constexpr bool array_bytes_are_value(const std::array<T, N>*) {
  return bytes_are_value<T>();
}
template <class T>
constexpr bool array_bytes_are_value(const T*) {
  return bytes_are_value<T>();
}
template <class T>
concept Plain = array_bytes_are_value(static_cast<const T*>(nullptr));

// One field as raw bytes: `size` each, `count` of them.
struct Field {
  std::string_view name;
  std::size_t size;
  std::size_t count;
  std::span<const std::byte> bytes;
};

/// Turns a walk over columns into calls of each(name, vector_or_scalar) with full names, "front.stock".
template <class Each>
class Walk {
 public:
  explicit Walk(Each& each) : each_(each) {}

  template <class T>
  void operator()(std::string_view name, T& field) {
    const std::size_t outer = path_.size();
    path_ += name;
    if constexpr (Plain<T>) {
      each_.scalar(path_, field);
    } else {
      static_assert(
          NamesItsColumns<T>,
          "a field is a number, an enum, an Id, a struct of such without padding, a Column or vector of "
          "these, or a struct with columns()");
      path_ += '.';
      field.columns(*this);
    }
    path_.resize(outer);
  }
  template <class T>
  void operator()(std::string_view name, std::vector<T>& rows) {
    static_assert(Plain<T> && !std::is_same_v<T, bool>,
                  "rows are numbers, enums, Ids or structs of such without padding (see bytes_are_value)");
    const std::size_t outer = path_.size();
    path_ += name;
    each_.rows(path_, rows);
    path_.resize(outer);
  }
  template <class Tag, class T>
  void operator()(std::string_view name, Column<Tag, T>& column) {
    (*this)(name, column.values());
  }

 private:
  Each& each_;
  std::string path_;
};

// Calls fn(Field) for each field.
template <class Fn>
struct EachField {
  Fn fn;
  template <class T>
  void scalar(std::string_view name, const T& value) {
    fn(Field{name, sizeof(T), 1, std::as_bytes(std::span(&value, 1))});
  }
  template <class T>
  void rows(std::string_view name, const std::vector<T>& values) {
    fn(Field{name, sizeof(T), values.size(), std::as_bytes(std::span(values))});
  }
};

template <class World, class Fn>
void for_each_field(const World& world, Fn fn) {
  EachField<Fn&> each{fn};
  Walk walk(each);
  const_cast<World&>(world).columns(walk);  // one columns() serves reading and writing; EachField only reads
}

class StateWriter {
 public:
  /// With room for fields of so many bytes.
  StateWriter(std::uint64_t scenario_hash, std::int64_t week, std::size_t bytes);
  /// What a field takes.
  static std::size_t size_of(const Field& field);
  void add(const Field& field);
  std::vector<std::byte> finish();

 private:
  std::vector<std::byte> bytes_;
};

class StateReader {
 public:
  /// Checks length, checksum and scenario.
  StateReader(std::span<const std::byte> bytes, std::uint64_t scenario_hash);
  std::int64_t week() const { return week_; }
  /// The bytes of the next field, which must have this name and size.
  std::span<const std::byte> next(std::string_view name, std::size_t size);
  void expect_end() const;

 private:
  std::uint64_t read_number();
  std::span<const std::byte> rest_;
  std::int64_t week_ = 0;
};

// First all fields are checked, then all are written: a state that does not fit leaves the world as it was.
struct CheckFields {
  StateReader& reader;
  template <class T>
  void scalar(std::string_view name, T&) {
    if (reader.next(name, sizeof(T)).size() != sizeof(T))
      throw BadState(std::string(name) + " is not one value");
  }
  template <class T>
  void rows(std::string_view name, std::vector<T>&) {
    reader.next(name, sizeof(T));
  }
};
struct WriteFields {
  StateReader& reader;
  template <class T>
  void scalar(std::string_view name, T& value) {
    std::memcpy(&value, reader.next(name, sizeof(T)).data(), sizeof(T));
  }
  template <class T>
  void rows(std::string_view name, std::vector<T>& values) {
    const auto bytes = reader.next(name, sizeof(T));
    values.resize(bytes.size() / sizeof(T));
    if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  }
};

struct FitFields {
  template <class T>
  void scalar(std::string_view, T&) {}
  template <class T>
  void rows(std::string_view, std::vector<T>& values) {
    values.shrink_to_fit();
  }
};

}  // namespace detail

/// Gives back the room that rows were given to grow into.
template <Saveable World>
void fit(World& world) {
  detail::FitFields each;
  detail::Walk walk(each);
  world.columns(walk);
}

/// The world as bytes: equal worlds give equal bytes.
template <Saveable World>
std::vector<std::byte> save(const World& world) {
  std::size_t bytes = 0;
  detail::for_each_field(world,
                         [&](const detail::Field& field) { bytes += detail::StateWriter::size_of(field); });
  detail::StateWriter writer(world.scenario_hash, world.week, bytes);
  detail::for_each_field(world, [&](const detail::Field& field) { writer.add(field); });
  return writer.finish();
}

/// Makes `world` the one that was saved. Columns take the saved number of rows. Throws BadState when the
/// bytes are cut short or damaged, belong to another scenario, or name other columns or column types than
/// this world has.
template <Saveable World>
void restore(World& world, std::span<const std::byte> bytes) {
  detail::StateReader checked(bytes, world.scenario_hash);
  detail::CheckFields check{checked};
  detail::Walk check_walk(check);
  world.columns(check_walk);
  checked.expect_end();

  detail::StateReader reader(bytes, world.scenario_hash);
  detail::WriteFields write{reader};
  detail::Walk write_walk(write);
  world.columns(write_walk);
  world.week = static_cast<decltype(world.week)>(reader.week());
}

/// A hash of all that save() writes: equal worlds have equal hashes, whatever threads made them.
template <Saveable World>
std::uint64_t hash(const World& world) {
  std::uint64_t sum = hash_bytes(world.scenario_hash, std::as_bytes(std::span(&world.week, 1)));
  detail::for_each_field(world, [&](const detail::Field& field) {
    sum = hash_bytes(sum, std::as_bytes(std::span(field.name)));
    sum = hash_bytes(sum, field.bytes);
  });
  return sum;
}

}  // namespace sim
