#include "tests/support/tiny_law.h"

namespace tiny {
namespace {

const char* const kRegimes[] = {
    R"(
regime: licensing
title: Terms of review
effective: 2019-01-01
source: t
confidence: A
controls:
  licence-review:
    kind: licence_review
    presumption_of_approval: {approval_odds: 1, median_days: 28, spread: 0}
    case_by_case: {approval_odds: 1, median_days: 63, spread: 0}
    presumption_of_denial: {approval_odds: 0, median_days: 63, spread: 0}
)",
    R"(
regime: odds-by-date
title: No application case by case is granted before July 2023
draft: true
effective: 2019-01-01
extends: licensing
source: t
confidence: A
controls: {licence-review: {case_by_case: {approval_odds: 0, odds_from: [{from: 2023-07-03, odds: 1}]}}}
)",
    R"(
regime: unsure-odds
title: Odds case by case may be anything, anew from two days on
draft: true
effective: 2019-01-01
extends: licensing
source: t
confidence: A
controls:
  licence-review:
    case_by_case:
      approval_odds: {value: 0.5, low: 0, high: 1, shape: uniform, source: t, confidence: C}
      odds_from:
        - {from: 2023-07-03, odds: {value: 0.5, low: 0, high: 1, shape: uniform, source: t, confidence: C}}
        - {from: 2024-07-01, odds: {value: 0.5, low: 0, high: 1, shape: uniform, source: t, confidence: C}}
)",
    R"(
regime: low-odds
title: Few applications case by case are granted
draft: true
effective: 2019-01-01
extends: licensing
source: t
confidence: A
controls: {licence-review: {case_by_case: {approval_odds: 0.3}}}
)",
    R"(
regime: list
title: An entity list, to be filled
effective: 2019-01-01
source: t
confidence: A
controls: {entity-list: {kind: entity_list, verdict: denied}}
)",
    R"(
regime: ban
title: The fast are denied to China
effective: 2023-07-03
extends: list
source: t
confidence: A
controls:
  threshold:
    kind: performance_threshold
    items: {fast: {tpp_limit: 4800}}
    verdicts: {to-China: {items: [fast], to: [CN, HK], verdict: denied}}
)",
    R"(
regime: october
draft: true
title: The fast are denied to China unless their link is slow
effective: 2023-07-03
source: t
confidence: A
controls:
  link-threshold:
    kind: performance_threshold
    items: {fast: {tpp_limit: 4800, link_limit: 600}}
    verdicts: {to-China: {items: [fast], to: [CN, HK], verdict: denied}}
)",
    R"(
regime: strict
draft: true
title: The middling are denied to China too
effective: 2023-07-03
source: t
confidence: A
controls:
  low-threshold:
    kind: performance_threshold
    items: {middling: {tpp_limit: 2000}}
    verdicts: {to-China: {items: [middling], to: [CN, HK], verdict: denied}}
)",
    R"(
regime: strictest
draft: true
title: Under every line of history
effective: 2023-07-03
source: t
confidence: A
controls:
  lowest-threshold:
    kind: performance_threshold
    items: {middling: {tpp_limit: 1500}}
    verdicts: {to-China: {items: [middling], to: [CN, HK], verdict: denied}}
)",
    R"(
regime: components
title: Nothing to make chips from
announced: 2023-06-05
effective: 2023-07-03
source: t
confidence: A
controls:
  memory: {kind: component_control, component: memory, to: [CN], stops: 1}
  dies: {kind: component_control, component: foundry_dies, to: [CN], stops: 1}
  tools: {kind: component_control, component: tools, to: [CN], stops: 0.5}
)",
    R"(
regime: licences
title: The H20 needs a licence
effective: 2023-07-03
extends: licensing
source: t
confidence: A
controls:
  letters:
    kind: performance_threshold
    items: {middling: {tpp_limit: 1600, tpp_below: 4800}}
    verdicts: {to-China: {items: [middling], to: [CN], verdict: licence, policy: case_by_case}}
)",
    R"(
regime: quota
title: Few licences
effective: 2023-07-03
extends: licences
source: t
confidence: A
controls:
  ceiling: {kind: quota, items: [letters/middling], to: [CN], per_buyer_units: 300, total_units: 700}
)",
    R"(
regime: headquarters
title: Nor to Chinese firms abroad
effective: 2023-07-03
extends: ban
source: t
confidence: A
controls:
  headquarters-rule:
    kind: headquarters_rule
    items: [threshold/fast]
    headquartered_in: [CN]
    not_to: [CN, HK]
    verdict: denied
)",
    R"(
regime: gap
title: Nobody is held to it
effective: 2024-01-01
extends: headquarters
source: t
confidence: A
controls: {headquarters-rule: {enforced: false}}
)",
    R"(
regime: notice
title: The H20 needs four weeks' notice
effective: 2023-01-02
source: t
confidence: A
controls:
  notices:
    kind: performance_threshold
    items: {middling: {tpp_limit: 1600, tpp_below: 4800}}
    verdicts: {to-China: {items: [middling], to: [CN], verdict: notify, delay_days: 28}}
)",
    R"(
regime: remote
title: Nor may the fast be rented
effective: 2024-01-01
extends: ban
source: t
confidence: A
controls:
  remote-access:
    kind: remote_access
    items: [threshold/fast]
    headquartered_in: [CN]
    verdict: denied
)",
    R"(
regime: exchange
title: A tenth of what stays at home, each year, for a fee
effective: 2023-01-02
extends: licensing
source: t
confidence: A
controls:
  deals:
    kind: performance_threshold
    items: {fast: {tpp_limit: 4800}}
    verdicts: {to-China: {items: [fast], to: [CN], verdict: licence, policy: case_by_case, fee: 0.25}}
  part: {kind: quota, items: [deals/fast], to: [CN], share_of_home_units: 0.1, per: year}
)",
    R"(
regime: ceilings
title: A thousand H100 to each country of tier 2, by TPP
effective: 2023-01-02
extends: licensing
source: t
confidence: A
controls:
  tiers:
    kind: performance_threshold
    items: {fast: {tpp_limit: 4800}}
    verdicts: {to-tier-2: {items: [fast], to: [tier-2], verdict: licence, policy: presumption_of_approval}}
  tier-ceiling: {kind: quota, items: [tiers/fast], to: [tier-2], unit: tpp, per_place: true, total_units: 15832000}
)",
    R"(
regime: exception
title: A hundred H100 a year of each buyer need no licence
effective: 2023-01-02
extends: ceilings
source: t
confidence: A
controls: {tier-ceiling: {free_per_buyer_a_year: 1583200}}
)",
    R"(
regime: affiliates
title: A listed firm, and later what it owns
effective: 2023-01-02
source: t
confidence: A
controls: {list: {kind: entity_list, verdict: denied, entities: {big-cloud: {name: BigCloud, place: CN}}}}
)",
    R"(
regime: hyperscalers
title: No hyperscaler may have the H20
effective: 2023-01-02
source: t
confidence: A
controls: {large: {kind: performance_threshold, verdicts: {all: {chips: [H20], to: [CN], tags: [hyperscaler], verdict: denied}}}}
)",
    R"(
regime: second-list
title: A list of its own, about one chip
effective: 2023-01-02
source: t
confidence: A
controls: {list-2: {kind: entity_list, verdict: denied, chips: [H20], entities: {big-cloud: {name: BigCloud, place: CN}}}}
)",
    R"(
regime: affiliates-rule
title: What it owns too
effective: 2023-07-03
until: 2024-01-01
extends: affiliates
source: t
confidence: A
controls: {list: {affiliates: 0.5}}
)",
};

}  // namespace

std::span<const char* const> law_files() { return kRegimes; }

}  // namespace tiny
