#include "tools/trace/event_sentence.h"

#include <fmt/format.h>

#include "sim/report/words.h"

namespace tools {
namespace {

using chokepoint::Event;
using chokepoint::EventKind;

std::string with_note(const EventWords& words, const Event& event) {
  const std::string note = words.note(event);
  return note.empty() ? "" : ", " + note;
}

std::string in_brackets(const std::string& text) { return text.empty() ? "" : " (" + text + ")"; }

/// Of orders and the lots they became.
std::string sentence_of_order(const EventWords& words, const Event& event) {
  const std::string goods = goods_of(words, event);
  switch (event.kind) {
    case EventKind::kRefusedByRule:
      return fmt::format("order {}: {} wants {}: {}{}", event.order, words.buyer(event.buyer), goods,
                         words.note(event), event.drawn > 0 ? " (" + drawn_for(event) + ")" : "");
    case EventKind::kRefusedAtGate:
      return fmt::format("order {}: {} wants {}: the Chinese gate admits {:.0f} %, less than a chip of it",
                         event.order, words.buyer(event.buyer), goods, 100 * event.value);
    case EventKind::kCutByQuota:
      return fmt::format("{} kept back: others of the week had used up the quota{}", goods,
                         in_brackets(words.ceiling(event)));
    case EventKind::kRefusedBySeller:
      return fmt::format("{} sees red flags and refuses ({})", words.seller(event.seller), drawn_for(event));
    case EventKind::kSold:
      return fmt::format("{} looks and finds nothing ({}); sells {}", words.seller(event.seller),
                         drawn_for(event), goods);
    case EventKind::kDelivered:
      return fmt::format("{} delivered to {}{}", goods, words.buyer(event.buyer), with_note(words, event));
    case EventKind::kMoved:
      return fmt::format("sets out on {}{}", words.lane(event.lane), with_note(words, event));
    case EventKind::kPassed:
      return fmt::format("passes customs at the end of {} ({})", words.lane(event.lane), drawn_for(event));
    case EventKind::kSeized:
      return fmt::format("{} seized {} ({})", goods,
                         event.lane.is_none()
                             ? std::string(event.note)
                             : fmt::format("by customs at the end of {}", words.lane(event.lane)),
                         drawn_for(event));
    case EventKind::kSmuggledIn:
      return fmt::format("{} in China, with {}, to be sold on the black market", goods, words.ring(event));
    default:
      return fmt::format("order {}: {} asks {} for {}", event.order, words.buyer(event.buyer),
                         words.seller(event.seller), goods);
  }
}

}  // namespace

std::string goods_of(const EventWords& words, const Event& event) {
  return fmt::format("{} {}", words.chips(event), words.chip(event.product));
}

std::string under_ceiling(const EventWords& words, const Event& event) {
  const std::string used = words.ceiling(event);
  if (used.empty()) return "";
  const bool is_cut = event.kind == EventKind::kGranted && event.value < words.chips(event);
  return fmt::format("; {}before, {}", is_cut ? fmt::format("cut to {:.0f} chips; ", event.value) : "", used);
}

std::string drawn_for(const Event& event) {
  return fmt::format("chance {:.4f}, drawn {:.4f}", event.chance, event.drawn);
}

std::string sentence_of(const EventWords& words, const Event& event) {
  const std::string value = sim::rounded(event.value, 3);
  const std::string buyer = words.buyer(event.buyer);
  const std::string ring = words.ring(event);
  const std::string goods = goods_of(words, event);
  switch (event.kind) {
    case EventKind::kOrdered:
    case EventKind::kRefusedByRule:
    case EventKind::kRefusedAtGate:
    case EventKind::kCutByQuota:
    case EventKind::kRefusedBySeller:
    case EventKind::kSold:
    case EventKind::kDelivered:
    case EventKind::kMoved:
    case EventKind::kPassed:
    case EventKind::kSeized:
    case EventKind::kSmuggledIn:
      return sentence_of_order(words, event);
    case EventKind::kEnacted:
      return fmt::format("in force: {}", words.note(event));
    case EventKind::kFiled:
      return fmt::format("{} files for {}: {}, to be ruled in {:.0f} weeks", buyer, goods,
                         chokepoint::in_words(event.ruling), event.value);
    case EventKind::kGranted:
    case EventKind::kNotGranted:
      return fmt::format("{}: {} of {} ({}){}", chokepoint::name_of(event.kind), goods, buyer,
                         drawn_for(event), under_ceiling(words, event));
    case EventKind::kChecked:
      return fmt::format("end-use check of {}: {} ({})", buyer, event.note, drawn_for(event));
    case EventKind::kLocated:
      return fmt::format("a location check gave away {} of {} ({})", goods, ring, drawn_for(event));
    case EventKind::kTipped:
      return fmt::format("an insider reported {} ({})", ring, drawn_for(event));
    case EventKind::kNoticed:
      return fmt::format("{} noticed by its size: {} USD a year ({})",
                         event.ring.is_none() ? event.note : ring, value, drawn_for(event));
    case EventKind::kCaseOpened:
      return fmt::format("case against {} opened, to come to action in {:.0f} weeks", ring, event.value);
    case EventKind::kActed:
      return fmt::format("action against {}: {} USD taken", ring, value);
    case EventKind::kListed:
      return fmt::format("{} listed", buyer);
    case EventKind::kReplaced:
      return fmt::format("{} is back under another name{}", buyer, with_note(words, event));
    case EventKind::kEntered:
      return fmt::format("{} begins to trade{}", ring, with_note(words, event));
    case EventKind::kLeft:
      return fmt::format("{} gives up{}", ring, with_note(words, event));
    case EventKind::kGateMoved:
      return fmt::format("the Chinese gate is {} now, and admits {:.0f} %", event.note, 100 * event.value);
    case EventKind::kLoopholeClosed:
      return fmt::format("the authority closes a loophole by {}", event.note);
    case EventKind::kVariantReady:
      return fmt::format("{} is in volume: {} H100e a chip", words.chip(event.product), value);
    case EventKind::kLetterSent:
      return fmt::format("a letter to its designer puts {} under a licence", words.chip(event.product));
    case EventKind::kBoughtAhead:
      return fmt::format("{} spends {} USD of later income on {}, before it is closed", buyer, value,
                         words.chip(event.product));
    case EventKind::kRented:
      return fmt::format("{} rents {} chips, {} H100e", buyer, words.chips(event), value);
    case EventKind::kFound:
      return fmt::format("{} finds a compute multiplier of {}; published or not: {}", event.note, value,
                         drawn_for(event));
    case EventKind::kReleased:
      return fmt::format("{} has a better model than before, score {}", event.note, value);
    case EventKind::kHeld:
      return fmt::format("{} has {} on the first day{}", buyer, goods, with_note(words, event));
    case EventKind::kBought:
      return fmt::format("{} buys {} on the black market, {} USD a chip", buyer, goods, value);
    case EventKind::kForfeited:
      return fmt::format("{} is found with the case against {} and loses {} USD", buyer, ring, value);
    case EventKind::kSoldOn:
      return fmt::format("{} sells {} on, for {} USD", buyer, goods, value);
    case EventKind::kFounded:
      return fmt::format("{} founds {}{}", ring, buyer, with_note(words, event));
  }
  return {};
}

}  // namespace tools
