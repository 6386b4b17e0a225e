// Events in words: names for rows, and which events a user asks for.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "models/record/trace.h"
#include "sim/input/problems.h"

namespace tools {

/// Names that people know: "ByteDance", "ByteDance abroad", "front 340 of ring 12 in MY", "seller 7 in US".
class EventWords {
 public:
  explicit EventWords(const chokepoint::World& world) : world_(world) {}

  std::string date(const chokepoint::Event& event) const;
  std::string buyer(sim::Id<chokepoint::Buyer> buyer) const;
  std::string seller(sim::Id<chokepoint::Seller> seller) const;
  std::string ring(const chokepoint::Event& event) const;
  std::string chip(sim::Id<chokepoint::Product> product) const;
  /// How many chips an event is about.
  double chips(const chokepoint::Event& event) const;
  std::string lane(sim::Id<chokepoint::Lane> lane) const;
  /// "control/row file:line" of the clause that decided in a week, by the law that held then; "" when nothing did.
  std::string rule(const chokepoint::Ruling& ruling, int week) const;
  /// The note, or what an event without one is about.
  std::string note(const chokepoint::Event& event) const;

  /// How much of the tightest ceiling was used: "75,000 of 75,000 chips a buyer of 'quota', each year"; "" for none.
  std::string ceiling(const chokepoint::Event& event) const;

  /// The ring an event belongs to: its own, or that of the front who bought; none: no ring's.
  sim::Id<chokepoint::Ring> ring_of(const chokepoint::Event& event) const;
  /// Names of the buyers and labs who have one.
  std::vector<std::string> names() const;
  /// The buyer of that name, in any case; none when there is none.
  sim::Id<chokepoint::Buyer> find(const std::string& name) const;

 private:
  const chokepoint::World& world_;
};

/// What a user asks to see, as words of the command line.
struct EventQuery {
  std::string kinds{};  ///< "seized,case opened"
  std::string who{};    ///< NAME of a firm or a lab, ring:12, front:340 or seller:7
  std::string chip{};
  std::string from{};  ///< days
  std::string until{};
  std::uint32_t order = 0;  ///< 0: all
};

/// Whose events they mean; all of them where nobody is named.
struct Actor {
  std::vector<sim::Id<chokepoint::Buyer>> buyers;  ///< a firm and its arm abroad, or a front
  sim::Id<chokepoint::Ring> ring;
  sim::Id<chokepoint::Seller> seller;
  std::string lab;

  bool takes_part(const EventWords& words, const chokepoint::Event& event) const;
};
/// Understands NAME, ring:12, front:340 or seller:7; nothing: everybody.
Actor understand_who(const std::string& who, const chokepoint::World& world, sim::Problems& problems);

using EventKinds = std::array<bool, chokepoint::kEventKinds>;

/// Which events they mean.
struct EventFilter {
  EventKinds kinds{};
  Actor who;
  sim::Id<chokepoint::Product> chip;
  int first_week = 0;
  int last_week = 0;
  std::uint32_t order = 0;

  bool matches(const EventWords& words, const chokepoint::Event& event) const;
};

/// Understands a query; adds a problem for every word that means nothing.
EventFilter understand(const EventQuery& query, const chokepoint::World& world, sim::Problems& problems);

/// The kind of that name, with blanks, hyphens or underscores; nothing when there is none.
std::optional<chokepoint::EventKind> kind_named(const std::string& name);
/// All names of kinds.
std::vector<std::string> kind_names();

}  // namespace tools
