#include "sim/engine/mail.h"

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
  const std::size_t sizes[][2] = {{0, 5}, {1, 1}, {7, 3}, {5000, 2}, {3, 100000}, {70000, 90000}};
  for (const int threads : {1, 2, 4, 8}) {
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

TEST_CASE("mail for a row that does not exist breaks the contract") {
  Mail<Letter> mail;
  CHECK_THROWS_AS(mail.collect(1, 5, [](std::size_t, const auto& send) { send(5, {}); }), ContractBroken);
  CHECK_THROWS_AS(mail.collect(1, 0, [](std::size_t, const auto& send) { send(0, {}); }), ContractBroken);
}

}  // namespace
}  // namespace sim
