#include "sim/engine/state.h"

#include <bit>
#include <string>

#include <doctest/doctest.h>

#include "sim/engine/parallel.h"
#include "sim/engine/random.h"

namespace sim {
namespace {

struct LabTag;
using Lab = Id<LabTag>;
constexpr Purpose kGain{"toy.gain"};

struct Trade {
  std::int32_t week;
  std::uint32_t units;
};
struct Price {
  double usd;
  std::int64_t lot;
  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("usd", usd);
    visit("lot", lot);
  }
};
struct Books {
  std::vector<Trade> trades;
  std::uint64_t total = 0;
  template <class Visit>
  void columns(Visit& visit) {
    visit("trades", trades);
    visit("total", total);
  }
};
struct ToyWorld {
  int week = 0;
  std::uint64_t scenario_hash = 7;
  Column<LabTag, std::int64_t> stock{5000, 3};
  Column<LabTag, Price> price{5000, Price{1.5, 10}};
  Books books;
  double index = 1;

  template <class Visit>
  void columns(Visit& visit) {
    visit("stock", stock);
    visit("price", price);
    visit("books", books);
    visit("index", index);
  }
};

void run_weeks(ToyWorld& world, int weeks) {
  const RandomStreams streams{1, 2};
  for (int end = world.week + weeks; world.week < end; ++world.week) {
    const auto week = static_cast<std::uint64_t>(world.week);
    for_each_row(world.stock.size(), [&](std::size_t row) {
      const double u = streams.uniform(row, week, kGain);
      world.stock[Lab(row)] += binomial_quantile(u, 10, 0.3);
      world.price[Lab(row)].usd *= 0.9 + 0.2 * u;
    });
    world.books.trades.push_back({world.week, static_cast<std::uint32_t>(world.stock[Lab(9)])});
    world.books.total += world.books.trades.back().units;
    world.index += world.price[Lab(17)].usd;
  }
}

std::string refusal(ToyWorld& world, std::span<const std::byte> bytes) {
  try {
    restore(world, bytes);
  } catch (const BadState& bad) {
    return bad.what();
  }
  return "";
}

TEST_CASE("a run saved and restored midway ends with the bytes of the whole run") {
  ToyWorld whole;
  run_weeks(whole, 30);
  ToyWorld first;
  run_weeks(first, 12);
  const auto midway = save(first);
  ToyWorld second;
  restore(second, midway);
  CHECK(second.week == 12);
  CHECK(save(second) == midway);
  run_weeks(second, 18);
  CHECK(save(second) == save(whole));
  CHECK(hash(second) == hash(whole));
}

TEST_CASE("a world has the same hash for any number of threads") {
  std::uint64_t expected = 0;
  for (const int threads : {1, 2, 4, 8}) {
    const Threads limit(threads);
    ToyWorld world;
    run_weeks(world, 5);
    if (threads == 1) expected = hash(world);
    CHECK(hash(world) == expected);
  }
}

TEST_CASE("any changed bit of a world changes its hash") {
  ToyWorld world;
  run_weeks(world, 3);
  const std::uint64_t before = hash(world);
  const auto changed = [&](auto& value) {
    const auto kept = value;
    for (std::size_t bit = 0; bit < 8 * sizeof value; ++bit) {
      auto& byte = reinterpret_cast<unsigned char*>(&value)[bit / 8];
      byte = static_cast<unsigned char>(byte ^ (1u << bit % 8));
      CHECK(hash(world) != before);
      value = kept;
    }
  };
  changed(world.week);
  changed(world.scenario_hash);
  changed(world.stock[Lab(0)]);
  changed(world.stock[Lab(4999)]);
  changed(world.price[Lab(4321)].usd);
  changed(world.books.trades.back().units);
  changed(world.index);
}

TEST_CASE("a row more of zeros changes the hash") {
  ToyWorld world;
  const std::uint64_t before = hash(world);
  world.stock.push_back(0);
  CHECK(hash(world) != before);
}

TEST_CASE("rows that are fitted give back their room and keep their values") {
  ToyWorld world;
  world.books.trades.reserve(1000);
  world.books.trades.push_back({3, 5});
  const std::uint64_t before = hash(world);
  fit(world);
  CHECK(world.books.trades.capacity() == 1);
  CHECK(hash(world) == before);
}

TEST_CASE("a state cut short is refused wherever it is cut") {
  ToyWorld world;
  world.stock.assign(2, 1);
  world.price.assign(2, Price{1, 1});
  const auto bytes = save(world);
  CHECK(refusal(world, std::span(bytes).first(bytes.size() - 1)) ==
        "the saved state is cut short: " + std::to_string(bytes.size() - 1) + " of " +
            std::to_string(bytes.size()) + " bytes");
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    CHECK(refusal(world, std::span(bytes).first(length)) != "");
  }
}

TEST_CASE("a state with any byte changed is refused") {
  ToyWorld world;
  world.stock.assign(2, 1);
  world.price.assign(2, Price{1, 1});
  auto bytes = save(world);
  for (std::byte& byte : bytes) {
    byte ^= std::byte{1};
    CHECK(refusal(world, bytes) != "");
    byte ^= std::byte{1};
  }
  bytes[bytes.size() - 20] ^= std::byte{1};
  CHECK(refusal(world, bytes) == "the saved state is damaged: its checksum does not match its bytes");
}

TEST_CASE("a state of another scenario is refused and the world stays as it was") {
  ToyWorld world;
  ToyWorld other;
  other.scenario_hash = 8;
  other.index = 5;
  CHECK(refusal(world, save(other)) ==
        "the saved state is of another scenario: 0000000000000008, and this one is 0000000000000007");
  CHECK(world.index == 1);
}

template <class T>
struct OneColumn {
  int week = 0;
  std::uint64_t scenario_hash = 7;
  const char* name = "stock";
  std::vector<T> values;
  template <class Visit>
  void columns(Visit& visit) {
    visit(name, values);
  }
};

TEST_CASE("a state of other columns is refused and the world stays as it was") {
  OneColumn<std::int64_t> saved{0, 7, "stock", {1, 2, 3}};
  ToyWorld world;
  CHECK(refusal(world, save(saved)) == "the saved state has no column 'price'");
  saved.name = "stocks";
  CHECK(refusal(world, save(saved)) == "the saved state has column 'stocks' where this world has 'stock'");
  const OneColumn<std::int32_t> narrow{0, 7, "stock", {1, 2, 3}};
  CHECK(refusal(world, save(narrow)) ==
        "column 'stock' has values of 4 bytes in the saved state and of 8 here");
  CHECK(world.stock.size() == 5000);
  OneColumn<std::int64_t> small;
  CHECK_THROWS_WITH(restore(small, save(world)), "the saved state has more columns than this world");
}

TEST_CASE("what is no state is refused") {
  ToyWorld world;
  CHECK(refusal(world, std::as_bytes(std::span("stock: 3\n\n\n\n"))) == "this is not a saved state");
}

struct Gap {
  std::int8_t small;
  std::int32_t large;
};
struct Unnamed {
  double usd;
};
struct HiddenGap {
  double usd;
  std::int32_t lot;
  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("usd", usd);
    visit("lot", lot);
  }
};

TEST_CASE("bytes stand for values only where no padding hides between them") {
  CHECK(detail::Plain<Trade>);
  CHECK(detail::Plain<Price>);
  CHECK(detail::Plain<Lab>);
  CHECK(detail::Plain<std::array<double, 3>>);
  CHECK_FALSE(detail::Plain<Gap>);
  CHECK_FALSE(detail::Plain<Unnamed>);
  CHECK_FALSE(detail::Plain<HiddenGap>);
  CHECK_FALSE(detail::Plain<const char*>);
  CHECK_FALSE(detail::Plain<std::string>);
}

}  // namespace
}  // namespace sim
