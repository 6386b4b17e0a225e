#include "models/kinds.h"

#include <set>
#include <string>

#include <doctest/doctest.h>

#include "models/world.h"

namespace chokepoint {
namespace {

struct Columns {};
struct WithFirstDay {
  using State = Columns;
  static void make(const World&, State&) {}
};
struct Misspelt {
  using State = Columns;
  static void mak(const World&, State&) {}
};
struct WritesTheWorld {
  using State = Columns;
  static void make(World&, State&) {}
};
struct Declared {
  using State = Columns;
  static constexpr bool kBeginsAsDeclared = true;
};
struct PriorsAlone {
  using Priors = Columns;
};
struct Nothing {};

TEST_CASE("a kind without a first day, or with a misspelt one, is none") {
  CHECK(AgentKind<WithFirstDay>);
  CHECK(AgentKind<Declared>);
  CHECK(AgentKind<PriorsAlone>);
  CHECK_FALSE(AgentKind<Misspelt>);
  CHECK_FALSE(AgentKind<WritesTheWorld>);
  CHECK_FALSE(AgentKind<Nothing>);
}

/// Collects the names of what it visits.
struct Names {
  std::multiset<std::string> seen;
  template <class T>
  void operator()(std::string_view name, T&) {
    seen.emplace(name);
  }
};

TEST_CASE("no two kinds give a world tables of one name") {
  World world;
  Names names;
  static_cast<KindStates&>(world).columns(names);
  CHECK(names.seen.size() > 30);
  for (const std::string& name : names.seen) CHECK_MESSAGE(names.seen.count(name) == 1, name);
}

}  // namespace
}  // namespace chokepoint
