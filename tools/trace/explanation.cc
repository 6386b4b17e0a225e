#include "tools/trace/explanation.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "models/law/rule_book.h"
#include "models/trade/orders.h"
#include "tools/trace/event_sentence.h"
#include "tools/trace/event_words.h"
#include "tools/trace/traced_run.h"

namespace tools {
namespace {

using chokepoint::Event;
using chokepoint::EventKind;
using chokepoint::Ruling;
using chokepoint::Trade;
using chokepoint::World;
using sim::Id;

bool is_licence(EventKind kind) {
  return kind == EventKind::kFiled || kind == EventKind::kGranted || kind == EventKind::kNotGranted;
}

bool is_of_a_case(EventKind kind) {
  switch (kind) {
    case EventKind::kSeized:
    case EventKind::kChecked:
    case EventKind::kLocated:
    case EventKind::kTipped:
    case EventKind::kNoticed:
    case EventKind::kCaseOpened:
    case EventKind::kActed:
    case EventKind::kListed:
    case EventKind::kReplaced:
      return true;
    default:
      return false;
  }
}

/// What a case may be opened on, beside a seizure.
bool is_evidence(EventKind kind) {
  return kind == EventKind::kChecked || kind == EventKind::kLocated || kind == EventKind::kTipped ||
         kind == EventKind::kNoticed;
}

/// The events that a chain may be made of, kept while the run goes.
std::vector<Event> gather(World& world, const Event& target) {
  const EventWords words(world);
  const Id<chokepoint::Ring> ring = words.ring_of(target);
  std::vector<Event> kept;
  run_traced(world, [&](const World&, std::span<const Event> events) {
    for (const Event& event : events) {
      const bool own = target.order != 0 && event.order == target.order;
      const bool of_case = !ring.is_none() && is_of_a_case(event.kind) && words.ring_of(event) == ring;
      const bool licence = is_licence(event.kind) && event.buyer == target.buyer &&
                           event.product == target.product && !target.buyer.is_none();
      if (own || of_case || licence) kept.push_back(event);
    }
    return Tracing::kGoOn;
  });
  return kept;
}

class Chain {
 public:
  Chain(const World& world, std::vector<Event> events, const Event& target)
      : world_(world), words_(world), events_(std::move(events)), target_(target) {}

  std::string text() {
    if (target_.order != 0) {
      tell_licences();
      for (const Event& event : events_) {
        if (event.order == target_.order) tell(event);
      }
      tell_consequences();
    } else if (is_licence(target_.kind)) {
      tell_licences();
    } else if (is_of_a_case(target_.kind)) {
      tell_case();
    }
    // What no chain holds stands alone.
    if (text_.empty()) tell(target_);
    return text_;
  }

 private:
  template <class... Args>
  void line(const Event& event, fmt::format_string<Args...> format, const Args&... args) {
    text_ +=
        fmt::format("{}  {}\n", words_.date(event), fmt::vformat(format, fmt::make_format_args(args...)));
  }
  template <class... Args>
  void more(fmt::format_string<Args...> format, const Args&... args) {
    text_ += fmt::format("            {}\n", fmt::vformat(format, fmt::make_format_args(args...)));
  }

  std::string goods(const Event& event) const { return goods_of(words_, event); }
  std::string day(int week) const { return world_.scenario->calendar.date_of(week).iso(); }

  /// The trade as it was ruled: from the United States or from where the chip is packaged, whichever is kinder.
  Trade trade_of(const Event& event, Id<chokepoint::Place> to, Id<chokepoint::Place> headquarters) const {
    const chokepoint::Scenario& scenario = *world_.scenario;
    const chokepoint::Law& law = world_.law_in(event.week);
    const int version = law.version_of_week[static_cast<std::size_t>(event.week)];
    Trade trade{event.product, scenario.us, to, headquarters,
                chokepoint::named_by(world_, law.rules, version, event.buyer)};
    Trade from_house = trade;
    from_house.from =
        scenario.packaging_place[scenario.designers[scenario.products[event.product].designer].packaging];
    const bool kinder = chokepoint::strictness(law.rules.rule(version, from_house)) <
                        chokepoint::strictness(law.rules.rule(version, trade));
    return kinder ? from_house : trade;
  }

  /// What the law of the day said of the trade, control by control.
  void tell_law(const Event& event, Id<chokepoint::Place> to, Id<chokepoint::Place> headquarters) {
    const chokepoint::Scenario& scenario = *world_.scenario;
    if (scenario.products[event.product].chinese && to == scenario.china) {
      more("law: a Chinese chip inside China is no export");
      return;
    }
    const chokepoint::Law& law = world_.law_in(event.week);
    const int version = law.version_of_week[static_cast<std::size_t>(event.week)];
    const Trade trade = trade_of(event, to, headquarters);
    const Ruling ruling = law.rules.rule(version, trade);
    const auto opinions = law.rules.explain(version, trade);
    more("law: {} from {} to {}{}: {}{}", words_.chip(event.product), scenario.places.code[trade.from],
         scenario.places.code[to], trade.standing != 0 ? ", for a buyer that it names" : "",
         chokepoint::in_words(ruling), opinions.empty() ? ", no control speaks" : "");
    for (const chokepoint::Explained& said : opinions) {
      more("  {}: {}{}", words_.rule(said.ruling, event.week), chokepoint::in_words(said.ruling),
           said.remark.empty() ? "" : fmt::format(" ({})", said.remark));
    }
  }

  void tell_law_of(const Event& event) {
    const sim::Id<chokepoint::Place> place = world_.buyers.place[event.buyer];
    const bool front = world_.is_front(event.buyer);
    tell_law(event, place, front ? place : world_.seat_of(event.buyer));
    if (front) tell_law(event, world_.scenario->china, world_.scenario->china);
  }

  void tell_order(const Event& event) {
    line(event, "{}", sentence_of(words_, event));
    tell_law_of(event);
    const bool met = std::any_of(events_.begin(), events_.end(), [&](const Event& other) {
      return other.order == event.order &&
             (other.kind == EventKind::kSold || other.kind == EventKind::kRefusedBySeller ||
              other.kind == EventKind::kCutByQuota);
    });
    if (!met) more("nothing was sold: the seller had none left");
  }

  /// An order that came before no seller.
  void tell_stopped(const Event& event) {
    line(event, "{}", sentence_of(words_, event));
    if (event.kind == EventKind::kRefusedAtGate) return;
    more("stopped by: {}, {}", chokepoint::in_words(event.ruling), words_.rule(event.ruling, event.week));
    tell_law_of(event);
  }

  void tell(const Event& event) {
    switch (event.kind) {
      case EventKind::kOrdered:
        return tell_order(event);
      case EventKind::kRefusedByRule:
      case EventKind::kRefusedAtGate:
        return tell_stopped(event);
      case EventKind::kDelivered:
        last_week_ = event.week;
        break;
      case EventKind::kMoved:
        line(event, "{}", sentence_of(words_, event));
        if (last_week_ >= 0) more("after {} weeks with its front", event.week - last_week_);
        last_week_ = -1;
        return;
      default:
        break;
    }
    line(event, "{}", sentence_of(words_, event));
  }

  /// Whether an event rules on an application: chips and day are those that it was to be ruled on, or it was ruled with
  /// the order, as those of buyers abroad are.
  static bool rules_on(const Event& filed, const Event& ruled) {
    return ruled.kind != EventKind::kFiled && ruled.units == filed.units &&
           (ruled.week == filed.week || ruled.week == filed.week + static_cast<int>(filed.value));
  }

  /// The last application before the order, and how it was ruled; or the one that is the target, or that it rules on.
  void tell_licences() {
    const bool own = is_licence(target_.kind);
    const bool under_licence =
        own || std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
          return event.order == target_.order &&
                 (std::string_view(event.note) == name_of(chokepoint::Provenance::kLicensed) ||
                  (event.kind == EventKind::kRefusedByRule &&
                   event.ruling.verdict == chokepoint::Verdict::kLicence));
        });
    if (!under_licence) return;
    const Event* filed = nullptr;
    for (const Event& event : events_) {
      if (event.kind != EventKind::kFiled || event.week > target_.week) continue;
      if (target_.kind == EventKind::kFiled && event.week != target_.week) continue;
      if (own && target_.kind != EventKind::kFiled && !rules_on(event, target_)) continue;
      filed = &event;
    }
    const Event* ruled = nullptr;
    for (const Event& event : events_) {
      const bool in_time = target_.kind == EventKind::kFiled || event.week <= target_.week;
      if (filed != nullptr && is_licence(event.kind) && in_time && rules_on(*filed, event)) ruled = &event;
    }
    if (filed == nullptr) return;
    line(*filed, "{} files for {}: {}, {}; to be ruled in {:.0f} weeks", words_.buyer(filed->buyer),
         goods(*filed), chokepoint::in_words(filed->ruling), words_.rule(filed->ruling, filed->week),
         filed->value);
    if (ruled == nullptr) {
      more("not yet ruled");
      return;
    }
    line(*ruled, "{} ({}): {}, {}{}", chokepoint::name_of(ruled->kind), drawn_for(*ruled),
         chokepoint::in_words(ruled->ruling), words_.rule(ruled->ruling, ruled->week),
         under_ceiling(words_, *ruled));
  }

  /// The case that a seizure opened or met.
  void tell_consequences() {
    const auto seized = std::find_if(events_.begin(), events_.end(), [&](const Event& event) {
      return event.order == target_.order && event.kind == EventKind::kSeized && !event.lane.is_none();
    });
    if (seized == events_.end()) return;
    text_ += "\nWhat it led to\n";
    const Event* opened = nullptr;
    for (const Event& event : events_) {
      if (event.kind == EventKind::kCaseOpened && event.week <= seized->week &&
          event.week + event.value >= seized->week)
        opened = &event;
    }
    if (opened == nullptr) {
      more("no case");
    } else if (opened->week < seized->week) {
      line(*opened, "a case against {} was open already, to come to action on {}", words_.ring(*opened),
           day(opened->week + static_cast<int>(opened->value)));
      tell_action(*opened);
    } else {
      line(*opened, "case against {} opened, to come to action in {:.0f} weeks, on {}", words_.ring(*opened),
           opened->value, day(opened->week + static_cast<int>(opened->value)));
      tell_action(*opened);
    }
  }

  void tell_action(const Event& opened) {
    const int when = opened.week + static_cast<int>(opened.value);
    if (when >= world_.scenario->calendar.weeks) {
      more("after the end of the run");
      return;
    }
    for (const Event& event : events_) {
      if (event.week != when) continue;
      if (event.kind == EventKind::kListed || event.kind == EventKind::kActed) tell(event);
      if (event.kind == EventKind::kSeized && event.lane.is_none())
        line(event, "{} of order {} seized with the case ({})", goods(event), event.order, drawn_for(event));
    }
  }

  /// The evidence that opened a case in the week of an event.
  void tell_evidence(const Event& opened) {
    for (const Event& event : events_) {
      if (event.week != opened.week) continue;
      if (event.kind == EventKind::kSeized) {
        line(event, "{} of order {} seized by customs at the end of {} ({})", goods(event), event.order,
             words_.lane(event.lane), drawn_for(event));
      } else if (is_evidence(event.kind)) {
        tell(event);
      }
    }
  }

  /// A listing, or a case: from the evidence to the action.
  void tell_case() {
    const Event* opened = nullptr;
    for (const Event& event : events_) {
      const bool before = event.week <= target_.week && event.week + event.value >= target_.week;
      if (event.kind == EventKind::kCaseOpened && before) opened = &event;
    }
    const bool at_once = target_.kind == EventKind::kListed &&
                         std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
                           return event.kind == EventKind::kChecked && event.week == target_.week &&
                                  event.buyer == target_.buyer && event.drawn < event.chance;
                         });
    if (at_once) {
      tell_evidence(target_);
      line(target_, "{} listed at once", words_.buyer(target_.buyer));
      if (opened == nullptr || opened->week != target_.week) return;
    } else if (opened != nullptr) {
      tell_evidence(*opened);
    }
    // Later evidence, and what follows from an action, has a line of its own.
    if (opened == nullptr || (opened->week != target_.week && is_evidence(target_.kind)) ||
        target_.kind == EventKind::kReplaced)
      tell(target_);
    if (opened == nullptr) return;
    line(*opened, "case against {} opened, to come to action in {:.0f} weeks, on {}", words_.ring(*opened),
         opened->value, day(opened->week + static_cast<int>(opened->value)));
    tell_action(*opened);
  }

  const World& world_;
  EventWords words_;
  std::vector<Event> events_;
  const Event target_;
  std::string text_;
  int last_week_ = -1;  ///< of delivery to a front, until it sets out
};

}  // namespace

std::string explain_event(World world, const Event& target) {
  std::vector<Event> events = gather(world, target);
  return explain_chain(world, std::move(events), target);
}

std::string explain_chain(const World& world, std::vector<Event> events, const Event& target) {
  return Chain(world, std::move(events), target).text();
}

}  // namespace tools
