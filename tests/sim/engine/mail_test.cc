#include "sim/engine/mail.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <doctest/doctest.h>

#include "sim/engine/contract.h"

namespace sim {
namespace {

struct Letter {
  std::uint32_t sender;
  std::uint32_t number;
  bool operator==(const Letter&) const = default;
};
using Boxes = std::vector<std::vector<Letter>>;

// Row r sends r % 4 letters to places that have no order of their own.
std::uint32_t receiver_of(std::size_t sender, std::uint32_t number, std::size_t receivers) {
  return static_cast<std::uint32_t>((sender * 2654435761u + std::size_t{number} * 40503) % receivers);
}

void collect_letters(Mail<Letter>& mail, std::size_t senders, std::size_t receivers) {
  mail.collect(senders, receivers, [receivers](std::size_t sender, const auto& send) {
    for (std::uint32_t number = 0; number < sender % 4; ++number) {
      send(receiver_of(sender, number, receivers), {static_cast<std::uint32_t>(sender), number});
    }
  });
}

Boxes delivered(Mail<Letter>& mail, std::size_t receivers) {
  Boxes boxes(receivers);
  mail.deliver([&](std::size_t receiver, const Letter& letter) { boxes[receiver].push_back(letter); });
  return boxes;
}

Boxes expected(std::size_t senders, std::size_t receivers) {
  Boxes boxes(receivers);
  for (std::uint32_t sender = 0; sender < senders; ++sender) {
    for (std::uint32_t number = 0; number < sender % 4; ++number) {
      boxes[receiver_of(sender, number, receivers)].push_back({sender, number});
    }
  }
  return boxes;
}

TEST_CASE("every receiver gets its mail in the order of the senders' rows for any number of threads") {
  const std::size_t sizes[][2] = {{0, 5}, {1, 1}, {7, 3}, {5000, 2}, {50000, 9}, {3, 100000}, {70000, 90000}};
  for (const int threads : {1, 2, 3, 4, 8, 16}) {
    const Threads limit(threads);
    for (const auto& [senders, receivers] : sizes) {
      Mail<Letter> mail;
      collect_letters(mail, senders, receivers);
      CHECK(delivered(mail, receivers) == expected(senders, receivers));
    }
  }
}

TEST_CASE("mail of an earlier step is not delivered again") {
  Mail<Letter> mail;
  collect_letters(mail, 70000, 90000);
  collect_letters(mail, 50, 3);
  CHECK(delivered(mail, 3) == expected(50, 3));
  mail.collect(10, 10, [](std::size_t, const auto&) {});
  CHECK(delivered(mail, 10) == Boxes(10));
}

TEST_CASE("a rule that sends for ranges of rows sends the same mail") {
  constexpr std::size_t kRows = 40 * kGrain + 7;
  for (const int threads : {1, 2, 3}) {
    const Threads limit(threads);
    Mail<Letter> mail;
    mail.collect_ranges(kRows, kRows, [](std::size_t first, std::size_t last, const auto& send) {
      require(last - first <= kGrain, "a range of {} rows", last - first);
      for (std::size_t row = first; row < last; ++row) {
        for (std::uint32_t i = 0; i < row % 4; ++i)
          send(receiver_of(row, i, kRows), {static_cast<std::uint32_t>(row), i});
      }
    });
    CHECK(delivered(mail, kRows) == expected(kRows, kRows));
  }
}

TEST_CASE("one row may send more than there are rows") {
  for (const int threads : {1, 4}) {
    const Threads limit(threads);
    Mail<Letter> mail;
    mail.collect(9000, 9000, [](std::size_t sender, const auto& send) {
      for (std::uint32_t i = 0; sender == 8000 && i < 100000; ++i) send(i % 2 * 8999, {8000, i});
    });
    std::vector<std::uint32_t> odd;
    mail.deliver([&](std::size_t receiver, const Letter& letter) {
      if (receiver == 8999) odd.push_back(letter.number);
    });
    REQUIRE(odd.size() == 50000);
    for (std::uint32_t i = 0; i < odd.size(); ++i) REQUIRE(odd[i] == 2 * i + 1);
  }
}

TEST_CASE("a receiver is announced before its mail, in the order of the mail") {
  Mail<Letter> mail;
  const Threads one(1);
  collect_letters(mail, 5000, 700);
  std::vector<std::size_t> announced, met;
  mail.deliver(
      [&](std::size_t receiver, const Letter&) {
        met.push_back(receiver);
        // The first few come unannounced; the last few find nothing left to announce.
        if (announced.size() < 7000) REQUIRE(announced.size() >= met.size());
      },
      [&](std::size_t receiver) { announced.push_back(receiver); });
  REQUIRE(met.size() == 7500);
  REQUIRE(announced.size() > 7000);
  CHECK(std::equal(announced.rbegin(), announced.rend(), met.rbegin()));
}

TEST_CASE("messages need no value of their own before they are sent") {
  struct Note {
    explicit Note(double given) : value(given) {}
    double value;
  };
  Mail<Note> mail;
  mail.collect(3, 3,
               [](std::size_t sender, const auto& send) { send(2 - sender, Note(1.5 * double(sender))); });
  std::vector<double> values(3);
  mail.deliver([&](std::size_t receiver, const Note& note) { values[receiver] = note.value; });
  CHECK(values == std::vector<double>{3, 1.5, 0});
}

TEST_CASE("senders read the answers that receivers left") {
  for (const int threads : {1, 4}) {
    const Threads limit(threads);
    constexpr std::size_t kRows = 50000;
    Mail<Letter> mail;
    collect_letters(mail, kRows, kRows);
    mail.deliver(
        [](std::size_t receiver, Letter& letter) { letter.number = static_cast<std::uint32_t>(receiver); });
    std::vector<std::uint64_t> answers(kRows, 0);
    mail.take_back([&](const Letter& letter) { answers[letter.sender] += letter.number; });
    std::vector<std::uint64_t> wanted(kRows, 0);
    for (std::size_t row = 0; row < kRows; ++row) {
      for (std::uint32_t i = 0; i < row % 4; ++i) wanted[row] += receiver_of(row, i, kRows);
    }
    CHECK(answers == wanted);
  }
}

TEST_CASE("a sender reads its answers in the order of sending for any number of threads") {
  constexpr std::size_t kRows = 50000;
  for (const int threads : {1, 2, 3, 4, 8, 16}) {
    const Threads limit(threads);
    Mail<Letter> mail;
    collect_letters(mail, kRows, kRows);
    std::vector<std::uint32_t> read(kRows, 0), out_of_order(kRows, 0);
    mail.take_back(
        [&](const Letter& letter) { out_of_order[letter.sender] += letter.number != read[letter.sender]++; });
    CHECK(out_of_order == std::vector<std::uint32_t>(kRows, 0));
    for (std::uint32_t row = 0; row < kRows; ++row) REQUIRE(read[row] == row % 4);
  }
}

TEST_CASE("a range of senders reads its answers once, also where the range before has read none") {
  constexpr std::size_t kRows = 30 * kGrain + 5;
  for (const int threads : {1, 2, 3}) {
    const Threads limit(threads);
    Mail<Letter> mail;
    collect_letters(mail, kRows, kRows);
    std::vector<std::uint32_t> read(kRows, 0), strays(kRows, 0);
    mail.take_back_ranges([&](std::size_t first, std::size_t last, const auto& each) {
      const auto note = [&](const Letter& letter) {
        strays[first] +=
            letter.sender < first || letter.sender >= last || letter.number != read[letter.sender]++;
      };
      if (first / kGrain % 3 == 1) return;
      each(note);
      each(note);
    });
    CHECK(strays == std::vector<std::uint32_t>(kRows, 0));
    for (std::uint32_t row = 0; row < kRows; ++row)
      REQUIRE(read[row] == (row / kGrain % 3 == 1 ? 0 : row % 4));
  }
}

TEST_CASE("what a failed step has sent is not delivered") {
  for (const int threads : {1, 4}) {
    const Threads limit(threads);
    Mail<Letter> mail;
    const auto fail = [](std::size_t sender, const auto& send) {
      send(0, {static_cast<std::uint32_t>(sender), 0});
      require(sender < 20000, "row {}", sender);
    };
    CHECK_THROWS_AS(mail.collect(30000, 9000, fail), ContractBroken);
    collect_letters(mail, 70000, 90000);
    CHECK(delivered(mail, 90000) == expected(70000, 90000));
  }
}

TEST_CASE("mail for a row that does not exist breaks the contract") {
  Mail<Letter> mail;
  CHECK_THROWS_AS(mail.collect(1, 5, [](std::size_t, const auto& send) { send(5, {}); }), ContractBroken);
  CHECK_THROWS_AS(mail.collect(1, 0, [](std::size_t, const auto& send) { send(0, {}); }), ContractBroken);
}

}  // namespace
}  // namespace sim
