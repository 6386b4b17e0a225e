#include "models/law/ruling_table.h"

#include <doctest/doctest.h>

#include "tests/models/law/history.h"

using chokepoint::RulingTable;
using chokepoint::Trade;

TEST_CASE("the compiled table says of every trade what the rule book says") {
  const auto& library = history::library();
  const auto& book = history::book();
  const RulingTable table(book.versions().size(), library.catalogue.size(), library.network.places());
  int different = 0;
  for (int version = 0; version < static_cast<int>(book.versions().size()); ++version) {
    for (const auto product : sim::ids(library.catalogue.key)) {
      for (const auto to : sim::ids(library.network.code)) {
        for (const auto hq : sim::ids(library.network.code)) {
          // Every place of origin in turn, rather than all with all: the full cube takes seconds.
          const sim::Id<chokepoint::Place> from((to.index() + hq.index() + product.index()) %
                                                library.network.places());
          for (const chokepoint::LegalStanding standing : {0U, 1U, 2U, 3U, 6U, ~0U}) {
            const Trade trade{product, from, to, hq, standing};
            different += table.find(book, version, trade) == book.rule(version, trade) ? 0 : 1;
          }
        }
      }
    }
  }
  CHECK(different == 0);
}

TEST_CASE("the compiled table of history is small, and empty until it is asked") {
  const auto& library = history::library();
  const auto& book = history::book();
  const RulingTable table(book.versions().size(), library.catalogue.size(), library.network.places());
  CHECK(table.bytes() == 0);
  const sim::Id<chokepoint::Place> place(0);
  for (int version = 0; version < static_cast<int>(book.versions().size()); ++version) {
    for (const auto product : sim::ids(library.catalogue.key))
      table.find(book, version, Trade{product, place, place, place});
  }
  CHECK(table.bytes() < 4'000'000);
}
