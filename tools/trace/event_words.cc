#include "tools/trace/event_words.h"

#include <algorithm>
#include <charconv>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/law/bounds.h"
#include "tools/scenarios/files.h"

namespace tools {
namespace {

using chokepoint::Buyer;
using chokepoint::BuyerKind;
using chokepoint::Event;
using chokepoint::EventKind;
using chokepoint::Ring;
using chokepoint::Seller;
using chokepoint::World;
using sim::Id;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
    if (c == '-' || c == '_') return ' ';
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

/// The row that "ring:12" asks for among `rows`; nothing, and a problem, when it is no such row.
std::optional<std::uint32_t> row_asked(const std::string& who, const std::string& table, std::size_t rows,
                                       sim::Problems& problems) {
  const std::string number = who.substr(table.size() + 1);
  std::uint32_t row = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), row);
  if (read.ec == std::errc() && read.ptr == number.data() + number.size() && row < rows) return row;
  problems.add(argument("--who"), fmt::format("no {} '{}'", table, number),
               rows == 0 ? fmt::format("there is no {}", table)
                         : fmt::format("accepted: {0}:0 to {0}:{1}", table, rows - 1));
  return std::nullopt;
}

int week_asked(const std::string& day, const char* option, const sim::Calendar& calendar, int otherwise,
               sim::Problems& problems) {
  if (day.empty()) return otherwise;
  const auto date = sim::Date::parse(day);
  if (!date) {
    problems.add(argument(option), fmt::format("bad date '{}'", day), "expected a day such as 2024-06-01");
    return otherwise;
  }
  return calendar.week_of(*date);
}

}  // namespace

std::string EventWords::date(const Event& event) const {
  return world_.scenario->calendar.date_of(event.week).iso();
}

std::string EventWords::buyer(Id<Buyer> buyer) const {
  if (buyer.is_none()) return "";
  const auto& actors = world_.scenario->actors;
  const std::string& place = world_.scenario->places.code[world_.buyers.place[buyer]];
  switch (world_.buyers.kind[buyer]) {
    case BuyerKind::kAbroad:
      if (buyer.index() < actors.abroad.named.size()) return actors.abroad.named.entries[buyer.index()].name;
      break;
    case BuyerKind::kChinese: {
      const auto row = world_.chinese_of(buyer);
      if (row.index() < actors.chinese.named.size()) return actors.chinese.named.entries[row.index()].name;
      return fmt::format(
          "{} buyer {} in {}",
          sim::EnumNames<chokepoint::Sector>::names[static_cast<std::size_t>(world_.chinese.sector[row])],
          buyer.index(), place);
    }
    case BuyerKind::kArm:
      return fmt::format("{} abroad", this->buyer(world_.buyers.payer[buyer]));
    case BuyerKind::kFront: {
      const auto front = world_.front_of(buyer);
      return fmt::format("front {} of ring {} in {}", front.index(), world_.fronts.ring[front].index(),
                         place);
    }
  }
  return fmt::format("buyer {} in {}", buyer.index(), place);
}

std::string EventWords::seller(Id<Seller> seller) const {
  if (seller.is_none()) return "";
  return fmt::format("seller {} in {}", seller.index(),
                     world_.scenario->places.code[world_.sellers.place[seller]]);
}

Id<Ring> EventWords::ring_of(const Event& event) const {
  if (!event.ring.is_none() || event.buyer.is_none()) return event.ring;
  if (world_.buyers.kind[event.buyer] != BuyerKind::kFront) return {};
  return world_.fronts.ring[world_.front_of(event.buyer)];
}

std::string EventWords::ring(const Event& event) const {
  const Id<Ring> ring = ring_of(event);
  return ring.is_none() ? "" : fmt::format("ring {}", ring.index());
}

double EventWords::chips(const Event& event) const {
  return world_.grain().chips(static_cast<double>(event.units));
}

std::string EventWords::chip(Id<chokepoint::Product> product) const {
  return product.is_none() ? "" : world_.scenario->catalogue.key[product];
}

std::string EventWords::lane(Id<chokepoint::Lane> lane) const {
  if (lane.is_none()) return "";
  const auto& places = world_.scenario->places;
  return fmt::format("{}>{}", places.code[places.from[lane]], places.code[places.to[lane]]);
}

std::string EventWords::rule(const chokepoint::Ruling& ruling, int week) const {
  if (ruling.clause < 0) return "";
  const chokepoint::Clause& clause = world_.law_in(week).rules.clause(ruling.clause);
  std::string text = clause.control;
  if (!clause.row.empty()) text += "/" + clause.row;
  if (clause.at.text != nullptr) text += fmt::format(" {}:{}", clause.at.text->name, clause.at.line);
  return text;
}

std::string EventWords::note(const Event& event) const {
  if (event.kind == EventKind::kEnacted)
    return fmt::format(
        "{}",
        fmt::join(world_.law_in(event.week).rules.versions()[static_cast<std::size_t>(event.value)].regimes,
                  " "));
  const std::string used = ceiling(event);
  if (used.empty()) return event.note;
  const std::string note = event.note;
  return note.empty() ? used : note + ": " + used;
}

std::string EventWords::ceiling(const Event& event) const {
  const chokepoint::CeilingUse& use = event.ceiling;
  if (use.quota < 0) return "";
  const chokepoint::Law& law = world_.law_in(event.week);
  const chokepoint::Quota* quota =
      law.rules.quota(law.version_of_week[static_cast<std::size_t>(event.week)], use.quota);
  if (quota == nullptr) return "";
  static constexpr const char* kWhose[] = {" a buyer", " for each place", " in all"};
  return fmt::format(
      "{} of {} {}{} used of '{}'{}", chokepoint::figure(world_.grain().chips(static_cast<double>(use.used))),
      chokepoint::figure(world_.grain().chips(static_cast<double>(use.most))),
      quota->unit == chokepoint::QuotaUnit::kTpp ? "TPP" : "chips", kWhose[static_cast<std::size_t>(use.of)],
      law.rules.quotas()[static_cast<std::size_t>(use.quota)],
      quota->per == chokepoint::QuotaPeriod::kYear ? " this year" : "");
}

std::vector<std::string> EventWords::names() const {
  std::vector<std::string> names;
  for (const auto& entry : world_.scenario->actors.abroad.named) names.push_back(entry.name);
  for (const auto& entry : world_.scenario->actors.chinese.named) names.push_back(entry.name);
  for (const auto& lab : world_.scenario->labs.named) names.push_back(lab.name);
  return names;
}

Id<Buyer> EventWords::find(const std::string& name) const {
  for (std::uint32_t row = 0; row < world_.buyers.owners(); ++row) {
    if (lower(buyer(Id<Buyer>(row))) == lower(name)) return Id<Buyer>(row);
  }
  return {};
}

Actor understand_who(const std::string& who, const World& world, sim::Problems& problems) {
  Actor actor;
  if (who.empty()) return actor;
  if (who.starts_with("ring:")) {
    if (const auto row = row_asked(who, "ring", world.rings.key.size(), problems))
      actor.ring = Id<Ring>(*row);
    return actor;
  }
  if (who.starts_with("seller:")) {
    if (const auto row = row_asked(who, "seller", world.sellers.place.size(), problems))
      actor.seller = Id<Seller>(*row);
    return actor;
  }
  if (who.starts_with("front:")) {
    if (const auto row = row_asked(who, "front", world.fronts.ring.size(), problems))
      actor.buyers = {world.buyer_of(Id<chokepoint::Front>(*row))};
    return actor;
  }
  const EventWords words(world);
  for (const auto& lab : world.scenario->labs.named) {
    if (lower(lab.name) == lower(who)) actor.lab = lab.name;
  }
  const Id<Buyer> buyer = words.find(who);
  if (buyer.is_none()) {
    if (actor.lab.empty())
      problems.add(argument("--who"), fmt::format("nobody is called '{}'", who),
                   fmt::format("{}; or ring:N, front:N, seller:N", sim::did_you_mean(who, words.names())));
    return actor;
  }
  actor.buyers = {buyer};
  if (world.buyers.kind[buyer] != BuyerKind::kChinese) return actor;
  // What a firm does it does through its arm abroad too.
  const Id<Buyer> arm = world.chinese.arm[world.chinese_of(buyer)];
  if (!arm.is_none()) actor.buyers.push_back(arm);
  return actor;
}

bool Actor::takes_part(const EventWords& words, const Event& event) const {
  if (!seller.is_none()) return event.seller == seller;
  if (!ring.is_none()) return words.ring_of(event) == ring;
  const bool by_a_lab = event.kind == EventKind::kFound || event.kind == EventKind::kReleased;
  if (!lab.empty() && by_a_lab && event.note == lab) return true;
  if (buyers.empty()) return lab.empty();
  return std::find(buyers.begin(), buyers.end(), event.buyer) != buyers.end();
}

bool EventFilter::matches(const EventWords& words, const Event& event) const {
  if (!kinds[static_cast<std::size_t>(event.kind)]) return false;
  if (event.week < first_week || event.week > last_week) return false;
  if (order != 0 && event.order != order) return false;
  if (!chip.is_none() && event.product != chip) return false;
  return who.takes_part(words, event);
}

EventFilter understand(const EventQuery& query, const World& world, sim::Problems& problems) {
  EventFilter filter;
  filter.kinds.fill(query.kinds.empty());
  std::istringstream words(query.kinds);
  for (std::string word; std::getline(words, word, ',');) {
    if (const auto kind = kind_named(word)) {
      filter.kinds[static_cast<std::size_t>(*kind)] = true;
    } else {
      problems.add(argument("--kind"), fmt::format("unknown kind '{}'", word),
                   sim::did_you_mean(word, kind_names()));
    }
  }
  filter.who = understand_who(query.who, world, problems);
  if (!query.chip.empty()) {
    const auto answer = world.scenario->catalogue.find_by_user_text(query.chip);
    if (answer.product.is_none())
      problems.add(argument("--chip"), fmt::format("unknown chip '{}'", query.chip), answer.why);
    filter.chip = answer.product;
  }
  const sim::Calendar& calendar = world.scenario->calendar;
  filter.first_week = week_asked(query.from, "--from", calendar, 0, problems);
  filter.last_week = week_asked(query.until, "--until", calendar, calendar.weeks, problems);
  filter.order = query.order;
  return filter;
}

std::optional<EventKind> kind_named(const std::string& name) {
  for (int kind = 0; kind < chokepoint::kEventKinds; ++kind) {
    if (lower(name) == chokepoint::name_of(static_cast<EventKind>(kind))) return static_cast<EventKind>(kind);
  }
  return std::nullopt;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (int kind = 0; kind < chokepoint::kEventKinds; ++kind)
    names.emplace_back(chokepoint::name_of(static_cast<EventKind>(kind)));
  return names;
}

}  // namespace tools
