#include "tests/support/tiny_world.h"

#include <stdexcept>

#include <fmt/format.h>

#include "models/invariants.h"
#include "tests/support/tiny_law.h"

namespace tiny {
namespace {

using sim::Id;

const char* const kScenario = R"(
scenario: tiny
title: A tiny world
says: A few of everything.
span: {first: 2023-01-02, last: 2024-12-31}
population: {rings: 3, fronts_per_ring: 4}
mechanisms: {methods: false, rushes: false, variants: false}
calendar: [{regime: list}, {regime: ban}]

sources: {t: made up}
chips:
  H100_SXM: {name: H100, designer: NVIDIA, made_in: US, segment: gpu, data_centre: true, role: global, status: shipping,
    launched: 2022-09-20, fp16_tflops: 989.5, int8_tops: 1979, tpp: 15832, die_area_mm2: 814,
    memory_bandwidth_gbs: 3350, link_gbs: 900, power_w: 700, price_usd: 28000, line: N5, source: [t], confidence: A}
  H20: {name: H20, designer: NVIDIA, made_in: US, segment: gpu, data_centre: true, role: china_variant, status: shipping,
    launched: 2022-09-20, fp16_tflops: 148, int8_tops: 296, tpp: 2368, die_area_mm2: 814,
    memory_bandwidth_gbs: 4000, link_gbs: 900, power_w: 400, price_usd: 12000, line: N5, source: [t], confidence: A}
  ASCEND: {name: Ascend, designer: HUAWEI, made_in: CN, segment: gpu, data_centre: true, role: chinese, status: shipping,
    launched: 2022-09-20, fp16_tflops: 376, int8_tops: 752, tpp: 6016, die_area_mm2: 666,
    memory_bandwidth_gbs: 1600, link_gbs: 392, power_w: 400, price_usd: 16000, line: N2, source: [t], confidence: A}

places:
  US: {name: United States, role: home, groups: [home], tier: 1, source: t, confidence: A}
  TW: {name: Taiwan, role: makes, groups: [free], tier: 1, source: t, confidence: A}
  MY: {name: Malaysia, role: hub, groups: [free], tier: 2, source: t, confidence: A}
  HK: {name: Hong Kong, role: last mile, groups: [D5], tier: 3, source: t, confidence: A}
  CN: {name: China, role: market, groups: [D5], tier: 3, source: t, confidence: A}
# To China by Hong Kong, or straight and dearer.
lanes:
  TW-US: {transit_weeks: 2, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: 5}
  TW-MY: {transit_weeks: 1, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: 5}
  TW-CN: {transit_weeks: 1, cost_usd_per_chip: 9000, inspection: 0.2, cover_usd_bn_per_year: 5}
  US-MY: {transit_weeks: 2, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: 5}
  MY-HK: {transit_weeks: 1, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: 1}
  HK-CN: {transit_weeks: 1, cost_usd_per_chip: 100, inspection: 0.01, cover_usd_bn_per_year: 1}
  MY-CN: {transit_weeks: 2, cost_usd_per_chip: 6000, inspection: 0.02, cover_usd_bn_per_year: 1}

supply:
  lines:
    N5:
      place: TW
      wafers_per_month: [{date: 2023-01-01, value: 500, source: t, confidence: A}]
      yield: [{date: 2023-01-01, value: 0.7, source: t, confidence: A}]
    N2:
      place: CN
      runs: full
      wafers_per_month: [{date: 2023-01-01, value: 50, source: t, confidence: A}]
      yield: [{date: 2023-01-01, value: 0.4, source: t, confidence: A}]
  dies:
    GH100: {line: N5, area_mm2: 814}
    DAVINCI: {line: N2, area_mm2: 666}
  memory:
    WORLD: {place: TW, stacks_per_month: [{date: 2023-01-01, value: 150000, source: t, confidence: A}]}
    CHINA: {place: CN, stacks_per_month: [{date: 2023-01-01, value: 20000, source: t, confidence: A}]}
  packaging:
    COWOS: {place: TW, wafers_per_month: [{date: 2023-01-01, value: 600, source: t, confidence: A}]}
    CHINA_25D: {place: CN, wafers_per_month: [{date: 2023-01-01, value: 4000, source: t, confidence: A}]}
  designers:
    NVIDIA: {packaging: COWOS, share: [{date: 2023-01-01, value: 1, source: t, confidence: A}]}
    HUAWEI: {packaging: CHINA_25D, share: [{date: 2023-01-01, value: 1, source: t, confidence: A}]}
  packages:
    H100_SXM: {designer: NVIDIA, die: GH100, memory: WORLD, stacks: 5, per_wafer: 29, volume_from: 2022-09-20,
      roadmap: [{date: 2023-01-01, value: 1, source: t, confidence: A}]}
    H20: {designer: NVIDIA, die: GH100, memory: WORLD, stacks: 6, per_wafer: 29, volume_from: 2022-09-20,
      variant_of: H100_SXM}
    ASCEND: {designer: HUAWEI, die: DAVINCI, memory: CHINA, stacks: 4, per_wafer: 1, volume_from: 2022-09-20,
      roadmap: [{date: 2023-01-01, value: 1, source: t, confidence: A}]}
  variants: {real_until: 2030-01-01, margin: 0.02, market_share: 0.05, good_enough: 0.95, refresh: 1.25, price_exponent: 0.8}

actors:
  spending:
    abroad_usd_bn_per_year: [{date: 2023-01-01, value: 4, source: t, confidence: A}]
    china_usd_bn_per_year: [{date: 2023-01-01, value: 1.5, source: t, confidence: A}]
  abroad:
    named:
      Cloud: {place: US, share: 0.6, campuses: 2}
    others: 5
    places: {US: 0.4, MY: 0.4, TW: 0.2}
    source: t
    confidence: A
  chinese:
    named:
      BigCloud: {share: 0.4, sector: hyperscaler, campuses: 2}
    others: {state: 2, startup: 3}
    others_share: {state: 0.2, startup: 0.4}
    arms_in: {MY: 1}
    source: t
    confidence: A
  opening_stock:
    abroad: {H100_SXM: 1000}
    chinese: {H100_SXM: 500}
  sellers: {places: {US: 2, TW: 1, MY: 2}, for_china: 1, domestic_in_china: 1, source: t, confidence: A}
  fronts: {places: {MY: 1}, source: t, confidence: A}
  bureau: {budget_usd: 200000000, source: t, confidence: A}
  officers: {east: {places: [TW, MY, HK], officers: 1, source: t, confidence: A}}
  campuses:
    abroad_mw: [{date: 2023-01-01, value: 50, source: t, confidence: A}]
    chinese_mw: [{date: 2023-01-01, value: 20, source: t, confidence: A}]
    main_site: {reference_h100e: 100, source: t, confidence: A}

labs:
  reference: 2023-07-01
  growth_per_year: [{date: 2023-01-01, value: 4, source: t, confidence: A}]
  price_usd_per_h100e_hour: [{date: 2023-01-01, value: 2, source: t, confidence: A}]
  run_size: {reference_h100e: 300, source: t, confidence: A}
  second_stage: {from: 2024-01-01, found_by: Eagle, source: t, confidence: A}
  named:
    Eagle: {place: US, compute: {Cloud: 0.5}, habit: closed, source: t, confidence: A}
    Hawk: {place: US, compute: {Cloud: 0.2}, habit: closed, source: t, confidence: A}
    Dragon: {place: CN, compute: {BigCloud: 0.5}, habit: open, source: t, confidence: A}

parameters:
  supply: {packaging_factor: 1, chinese_line_factor: 1, chinese_memory_factor: 1, chinese_package_yield: 0.8, tools_drag: 1,
    weeks_to_sale: 0, ramp_yield: 1}
  substitution: {pull: 0}
  designers: {lag_weeks: 8}
  rushes: {lead_weeks: 0, pace: 3, advance_weeks: 13, memory_factor: 10}
  demand: {abroad_spending: 1, chinese_spending: 1, patience_weeks: 13, catch_up: 2, spending_answers: 0, spending_form: 0}
  channels: {inference_share: 0.4, price_sensitivity: 1.5, hosting_cost: 1.3, approval_wanted: 0.05, fill_weeks: 8, least_asked: 0.1}
  risk: {found: 0.03, tolerated: 100}
  sectors:
    hyperscaler: {at_stake: 60, lock_in: 1.5, state_pressure: 0.15, offshore: 0.3}
    state: {at_stake: 8, lock_in: 1.2, state_pressure: 0.45, offshore: 0}
    startup: {at_stake: 6, lock_in: 1.6, state_pressure: 0.1, offshore: 0.1}
  sellers: {diligence: 0.3, honest_flag: 0.02, front_flag: 0.2, honours_paper: 0.5, memory_weeks: 6, scandal_rise: 1, scandal_spread: 0.2,
    scandal_weeks: 40, scarcity_markup: 0}
  rings: {capital_median_usd: 20000000, capital_sigma: 0, hurdle: 0.1, eagerness: 1,
    prior_loss: 0.05, belief_memory: 40, hearsay: 0.3, payout: 0.5, inflow: 0, growth_form: 0}
  fronts: {replace_weeks: 8, young_flag: 0, young_weeks: 26, shells: 1000, growth: 0}
  methods:
    buying:
      front: {stands_in: [free], cost: 0.05, capacity: 64, dwell_weeks: 2}
      straw: {stands_in: [home]}
      subsidiary: {stands_in: [free]}
      phantom: {stands_in: [free]}
    moving: {freight: {carriers: 1000}, misdeclared: {carriers: 1000}, courier: {carriers: 1000}}
  enforcement: {customs_size_exponent: 0.7, found_when_opened: 0.35, hire_weeks: 20, returns: 0.5, checks_per_officer: 12,
    checks_on_chips: 1, targeting: 0, found_by_check: 0.3, case_median_weeks: 100, case_sigma: 0.5, fronts_known: 0.5,
    affiliates_known: 0.5, seized_with_case: 0.15, penalty_factor: 2, penalty_collected: 0.2,
    visibility_midpoint: 9.5, visibility_width: 0.4, visibility_form: 0, campaign_factor: 3, campaign_weeks: 40, campaign_cases: 2,
    tip_rate: 0.01, award_pull: 10, tip_lag: 0.5, located: 0.7, location_voluntary: 0, closing_months: 6, closing_shape: 3}
  market: {premium_speed: 0.03, premium_floor: 0.6, premium_ceiling: 3, expectations: 1, extrapolation: 0, premium_form: 0, resale: 0}
  fleets: {failure_per_year: 0.03}
  campuses: {main_site_share: 0.3, chinese_power: 1, abroad_power: 1, site_overhead: 2, share_exponent: 0}
  capability: {distillation: {share: 0}, training: {run_share_exponent: 0}}
)";

}  // namespace

std::string flat(const std::string& path, double value) {
  return fmt::format("{}=[{{date: 2023-01-01, value: {}, source: t, confidence: A}}]", path, value);
}

std::string calendar(const std::vector<std::string>& regimes) {
  std::string text = "calendar=[";
  for (const std::string& regime : regimes) {
    const std::size_t from = regime.find(" from ");
    const std::string name = regime.substr(0, from);
    const std::string day = from == std::string::npos ? "" : ", from: " + regime.substr(from + 6);
    text += fmt::format("{}{{regime: {}{}}}", text.back() == '[' ? "" : ", ", name, day);
  }
  return text + "]";
}

std::vector<std::string> history() {
  sim::Problems problems;
  std::vector<sim::Node> files;
  for (const char* regime : law_files()) files.push_back(sim::parse_yaml(regime, "tiny regime", problems));
  std::vector<std::string> names;
  for (const auto& entry : chokepoint::calendar_of_history(chokepoint::read_regimes(files, problems)))
    names.push_back(entry.regime.name);
  return names;
}

Written written(const Overrides& overrides) {
  sim::Problems problems;
  // A parameter that is not said here has its central value of the shipped scenarios: a new one breaks no
  // test.
  sim::Node root = sim::read_yaml(REPOSITORY "/scenarios/priors.yaml", "priors.yaml", problems);
  root = sim::merge(std::move(root), sim::parse_yaml(kScenario, "tiny.yaml", problems));
  for (const std::string& line : overrides) {
    root = sim::merge(std::move(root), sim::parse_override(line, problems));
  }
  Written all{std::move(root), {}};
  for (const char* regime : law_files())
    all.regimes.push_back(sim::parse_yaml(regime, "tiny regime", problems));
  if (!problems.empty()) throw sim::BadInput(problems);
  return all;
}

chokepoint::Scenario read(const Overrides& overrides) {
  const Written all = written(overrides);
  sim::Problems problems;
  chokepoint::Scenario scenario = chokepoint::read_scenario(all.root, all.regimes, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  return scenario;
}

Run::Run(const Overrides& overrides, std::uint64_t run)
    : scenario(read(overrides)),
      world(chokepoint::make_world(scenario, sim::RandomStreams{1, run}, scenario.parameters)) {}

Run& Run::weeks(int count) {
  for (int week = 0; week < count; ++week) {
    chokepoint::run_week(world);
    chokepoint::check_conservation(world);
  }
  return *this;
}

Run& Run::until(const char* day) {
  while (world.week < scenario.calendar.weeks &&
         scenario.calendar.date_of(world.week) < *sim::Date::parse(day)) {
    weeks(1);
  }
  return *this;
}

Run& Run::to_end() { return weeks(scenario.calendar.weeks - world.week); }

void run_phase(chokepoint::World& world, std::string_view name) {
  for (const auto& phase : chokepoint::phases_of_a_week()) {
    if (phase.name == name) return phase.run(world);
  }
  throw std::out_of_range(fmt::format("no phase '{}'", name));
}

void run_phases(chokepoint::World& world, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) run_phase(world, name);
}

Id<chokepoint::Product> Run::chip(const char* key) const { return scenario.catalogue.find(key); }

Id<chokepoint::Place> Run::place(const char* code) const { return scenario.places.find(code); }

Id<chokepoint::Lane> Run::lane(const char* from, const char* to) const {
  return scenario.places.lane(place(from), place(to));
}

std::int64_t Run::sum(chokepoint::CountSum chokepoint::WeekLog::*figure, const char* from,
                      const char* until) const {
  chokepoint::CountSum total;
  for (std::size_t week = 0; week < world.log.size(); ++week) {
    const sim::Date day = scenario.calendar.date_of(static_cast<int>(week));
    if (day >= *sim::Date::parse(from) && day < *sim::Date::parse(until)) total += world.log[week].*figure;
  }
  return static_cast<std::int64_t>(double{total});
}

std::int64_t Run::in_china(const char* key, chokepoint::Provenance provenance) const {
  const auto& held = world.stocks.in_china[static_cast<std::size_t>(provenance)];
  std::int64_t units = 0;
  for (const auto row : sim::ids(world.chinese.sector)) units += held(row, chip(key));
  return units;
}

std::int64_t Run::with_arms(const char* key) const {
  std::int64_t units = 0;
  for (const auto buyer : sim::ids(world.buyers.kind)) {
    if (world.buyers.kind[buyer] != chokepoint::BuyerKind::kArm) continue;
    units += world.stocks.abroad(world.owner_of(buyer), chip(key));
  }
  return units;
}

}  // namespace tiny
