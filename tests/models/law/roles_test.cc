#include "models/law/roles.h"

#include <doctest/doctest.h>

namespace chokepoint {
namespace {

/// What every kind has.
struct Plain {
  static constexpr const char* kKind = "plain";
  using TheRoles = Roles<>;
  void resolve(const Names&, std::string_view) {}
  std::string why_not(const Trade&, const Catalogue&, const PlaceNetwork&) const { return "it is plain"; }
};
struct Ceiling : Plain {
  using TheRoles = Roles<Counts, TellsPlacesApart>;
  bool counts(const Trade&) const { return true; }
  void mention(PlaceSets&) const {}
};
struct Misspelt : Plain {
  using TheRoles = Roles<Counts, TellsPlacesApart>;
  bool count(const Trade&) const { return true; }
  void mention(PlaceSets&) const {}
};
struct Unclaimed : Plain {
  bool counts(const Trade&) const { return true; }
};
struct HalfAJudge : Plain {
  using TheRoles = Roles<Judges, TellsPlacesApart>;
  std::optional<Opinion> rule(const Trade&) const { return std::nullopt; }
  void mention(PlaceSets&) const {}
};
struct Silent {
  static constexpr const char* kKind = "silent";
  using TheRoles = Roles<>;
  void resolve(const Names&, std::string_view) {}
};

TEST_CASE("a kind has the roles that it names, and names those that it has") {
  CHECK(ControlKind<Plain>);
  CHECK(ControlKind<Ceiling>);
  CHECK_FALSE(ControlKind<Misspelt>);
  CHECK_FALSE(ControlKind<Unclaimed>);
}

TEST_CASE("a kind that judges says which of its rows asks for a licence, and every kind why it is silent") {
  CHECK_FALSE(ControlKind<HalfAJudge>);
  CHECK_FALSE(ControlKind<Silent>);
}

}  // namespace
}  // namespace chokepoint
