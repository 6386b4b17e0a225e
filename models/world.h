// The state of one run, and nothing but state: columns, one comment each. Rules read it; phases write it.
// With the week and the scenario's hash the columns are the whole of it: draws have addresses, so there is no
// generator to save, and 0..T equals 0..t, save, restore, t..T byte for byte.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/compute/labs.h"
#include "models/diversion/method.h"
#include "models/diversion/ring_state.h"
#include "models/enforcement/adaptation.h"
#include "models/enforcement/bureau.h"
#include "models/enforcement/visibility.h"
#include "models/physical/fleets.h"
#include "models/record/record.h"
#include "models/scenario/setting.h"
#include "models/trade/chinese_buyer.h"
#include "models/trade/gate.h"
#include "models/trade/operator.h"
#include "models/trade/rush.h"
#include "sim/engine/grid.h"
#include "sim/engine/id.h"
#include "sim/engine/random.h"
#include "sim/engine/sparse_grid.h"

namespace chokepoint {

struct Buyer {};     // tag: all who place orders
struct Seller {};    // tag
struct QuotaRow {};  // tag: quotas of the rule book
struct Owner {};     // tag: buyers who keep what they get; the first rows of the buyers
struct Chinese {};   // tag: Chinese buyers, in China
struct Lab {};       // tag
struct Trace;        // models/record/trace.h

/// What kind of buyer a row is. Rows come in this order.
enum class BuyerKind : std::uint8_t { kAbroad, kChinese, kArm, kFront };

struct Foundries {
  sim::Column<Line, double> capacity;            ///< wafers a week
  sim::Column<Die, std::int64_t> dies;           ///< working dies in stock
  sim::Column<Die, double> die_carry;            ///< fraction of a die not yet whole
  sim::Column<Memory, std::int64_t> stacks;      ///< memory stacks in stock
  sim::Column<Memory, double> stack_carry;       ///< fraction of a stack not yet whole
  sim::Column<Product, double> package_carry;    ///< fraction of a package not yet whole
  sim::Column<Product, std::int64_t> made;       ///< chips made since the start
  sim::Column<Product, std::int64_t> warehouse;  ///< chips held by their designer
  sim::Column<Product, double> wanted;           ///< chips asked for a week, remembered

  template <class Visit>
  void columns(Visit& visit) {
    visit("capacity", capacity);
    visit("dies", dies);
    visit("die_carry", die_carry);
    visit("stacks", stacks);
    visit("stack_carry", stack_carry);
    visit("package_carry", package_carry);
    visit("made", made);
    visit("warehouse", warehouse);
    visit("wanted", wanted);
  }
};

struct Sellers {
  sim::Column<Seller, sim::Id<Place>> place;
  sim::Column<Seller, double> diligence;   ///< chance that a red flag is seen and acted on
  sim::Column<Seller, float> scandal;      ///< what scandals add to the enforcement it feels
  sim::Column<Seller, std::uint64_t> key;  ///< address of its draws
  sim::Grid<Product, Seller, std::int32_t>
      stock;                                 ///< chips; by product, since designers look at one at a time
  sim::Grid<Product, Seller, float> wanted;  ///< chips asked for a week, remembered
  std::vector<std::uint32_t> first_at;       ///< by place: first seller of its block; one more at the end
  std::uint32_t first_for_china = 0;         ///< sellers who serve China stand behind all others,
  std::uint32_t first_domestic = 0;          ///< then those of Chinese chips

  template <class Visit>
  void columns(Visit& visit) {
    visit("place", place);
    visit("diligence", diligence);
    visit("scandal", scandal);
    visit("key", key);
    visit("stock", stock);
    visit("wanted", wanted);
    visit("first_at", first_at);
    visit("first_for_china", first_for_china);
    visit("first_domestic", first_domestic);
  }
};

struct Buyers {
  sim::Column<Buyer, BuyerKind> kind;
  sim::Column<Buyer, sim::Id<Place>> place;
  sim::Column<Buyer, sim::Id<Place>> headquarters;
  sim::Column<Buyer, LegalStanding> standing;     ///< what in the law names it
  sim::Column<Buyer, std::uint64_t> key;          ///< address of its draws
  sim::Column<Buyer, double> usual_seller;        ///< where among a place's sellers its own stands, 0 to 1
  sim::Column<Buyer, sim::Id<Buyer>> payer;       ///< whose money it spends: an arm spends its parent's
  sim::Column<Buyer, double> share;               ///< of its group's spending
  sim::Column<Buyer, std::int64_t> budget_cents;  ///< money not yet spent
  std::uint32_t abroad = 0;                       ///< how many rows of each kind
  std::uint32_t chinese = 0;
  std::uint32_t arms = 0;
  std::uint32_t fronts = 0;

  std::uint32_t owners() const { return abroad + chinese + arms; }

  template <class Visit>
  void columns(Visit& visit) {
    visit("kind", kind);
    visit("place", place);
    visit("headquarters", headquarters);
    visit("standing", standing);
    visit("key", key);
    visit("usual_seller", usual_seller);
    visit("payer", payer);
    visit("share", share);
    visit("budget_cents", budget_cents);
    visit("abroad", abroad);
    visit("chinese", chinese);
    visit("arms", arms);
    visit("fronts", fronts);
  }
};

struct ChineseBuyers {
  sim::Column<Chinese, Sector> sector;
  sim::Column<Chinese, sim::Id<Buyer>> arm;               ///< its arm abroad; none when it has none
  sim::Column<Chinese, sim::Id<Seller>> importer;         ///< who sells foreign chips to it
  sim::Column<Chinese, sim::Id<Seller>> domestic_seller;  ///< who sells Chinese chips to it
  sim::Column<Chinese, std::int64_t> grey_cents;          ///< set aside this week for smuggled chips
  std::array<sim::SparseGrid<Chinese, Product, std::int32_t>, kProvenances>
      held;  ///< chips in China by provenance

  template <class Visit>
  void columns(Visit& visit) {
    visit("sector", sector);
    visit("arm", arm);
    visit("importer", importer);
    visit("domestic_seller", domestic_seller);
    visit("grey_cents", grey_cents);
    for (auto& grid : held) visit("held", grid);
  }
};

struct Fleets {
  sim::SparseGrid<Owner, Product, std::int32_t>
      held;                               ///< chips outside China, and of arms abroad; Chinese rows unused
  sim::Column<Owner, double> site_share;  ///< share of its fleet it would put on its largest site
  sim::Column<Owner, double> site_power;  ///< its largest site's power over the country's largest
  sim::Column<Product, std::int64_t> scrapped;

  template <class Visit>
  void columns(Visit& visit) {
    visit("held", held);
    visit("site_share", site_share);
    visit("site_power", site_power);
    visit("scrapped", scrapped);
  }
};

/// A legal lot under way. Four-byte members only, so that its bytes are its value.
struct Shipment {
  sim::Id<Product> product;
  std::int32_t units;
  std::uint32_t to;          ///< buyer row, or seller row when it is stock
  std::uint32_t is_stock;    ///< 1: to a seller
  std::uint32_t provenance;  ///< of a lot to a Chinese buyer
  std::uint32_t order;       ///< number of the order; 0: none
};

/// A legal lot that arrives beyond the wheel.
struct LaterShipment {
  Shipment shipment;
  std::int32_t week;  ///< in which it arrives
};

/// Legal shipments by the week they arrive, a wheel of weeks ahead; those beyond wait in the order of dispatch.
inline constexpr int kWheel = 64;
struct Logistics {
  std::array<std::vector<Shipment>, kWheel> arriving;
  std::vector<LaterShipment> later;
  sim::Column<Product, std::int64_t> moving;

  template <class Visit>
  void columns(Visit& visit) {
    for (auto& week : arriving) visit("arriving", week);
    visit("later", later);
    visit("moving", moving);
  }
};

/// A licence application that waits for its ruling.
struct Application {
  sim::Id<Buyer> buyer;
  sim::Id<Product> product;
  std::int32_t units;
  std::int32_t filed_week;
  std::int32_t due_week;
};

struct Licensing {
  std::vector<Application> pending;
  sim::Grid<Chinese, Product, std::int32_t> licensed;  ///< units a buyer may still import under licence
  sim::Grid<Chinese, Product, std::int32_t> applied;   ///< units under review
  // All in the unit of the quota, chips or TPP; of a quota by the year, since the year began.
  sim::Grid<QuotaRow, Place, std::int64_t> quota_total;  ///< let through, by place of destination
  sim::Column<QuotaRow, std::int64_t> quota_home;        ///< of its goods sold at home since it began
  sim::Grid<Buyer, QuotaRow, std::int64_t> quota_buyer;  ///< let through to a buyer
  sim::Grid<Buyer, QuotaRow, std::int64_t> quota_free;   ///< of a buyer this year, not counted yet

  template <class Visit>
  void columns(Visit& visit) {
    visit("pending", pending);
    visit("licensed", licensed);
    visit("applied", applied);
    visit("quota_total", quota_total);
    visit("quota_home", quota_home);
    visit("quota_buyer", quota_buyer);
    visit("quota_free", quota_free);
  }
};

struct Customs {
  sim::Column<Lane, double> inspection;          ///< base chance that a lot is opened, as drawn for this run
  sim::Column<Lane, double> cover_usd_per_year;  ///< legal trade that hides a flow, as drawn
  sim::Column<Lane, double> cost_usd_per_chip;   ///< freight, as drawn
  sim::Column<Track, double> transport_usd;      ///< of a chip, by method
  sim::Column<Lane, double> smuggled_usd_per_year;  ///< value on a lane, remembered
  sim::Column<Place, double> honest_received;  ///< chips lately received by honest buyers abroad, remembered
  sim::Column<Product, std::int64_t> seized;

  template <class Visit>
  void columns(Visit& visit) {
    visit("inspection", inspection);
    visit("cover_usd_per_year", cover_usd_per_year);
    visit("cost_usd_per_chip", cost_usd_per_chip);
    visit("transport_usd", transport_usd);
    visit("honest_received", honest_received);
    visit("smuggled_usd_per_year", smuggled_usd_per_year);
    visit("seized", seized);
  }
};

struct Market {
  double premium = 1;              ///< price in China over price abroad
  double demand_usd_per_week = 0;  ///< what buyers would spend of their income, remembered
  double supply_usd_per_week = 0;  ///< value that seeks buyers, remembered
  double left_over_usd = 0;        ///< value on offer last week that found none

  template <class Visit>
  constexpr void columns(Visit& visit) {
    visit("premium", premium);
    visit("demand_usd_per_week", demand_usd_per_week);
    visit("supply_usd_per_week", supply_usd_per_week);
    visit("left_over_usd", left_over_usd);
  }
};

struct World {
  // Frozen: what the run was started with. Not part of the state, but of its identity.
  const Setting* setting = nullptr;
  Parameters parameters;
  sim::Luck luck;
  Trace* trace = nullptr;  ///< where events are written; null: nowhere

  // State.
  int week = 0;
  std::uint32_t orders_placed = 0;  ///< or stopped, since the start; numbers orders from 1
  std::uint64_t scenario_hash = 0;
  Foundries foundries;
  Sellers sellers;
  Buyers buyers;
  ChineseBuyers chinese;
  Advances advances;
  Fleets fleets;
  Logistics logistics;
  Licensing licensing;
  Rings rings;
  Fronts fronts;
  Customs customs;
  Market market;
  ChineseGate gate;
  Renting renting;
  Campaigns campaigns;
  Bureau bureau;
  Adaptation adaptation;
  Labs labs;
  sim::Column<Product, std::int64_t> opening;  ///< chips in place at the start
  std::vector<WeekLog> log;                    ///< one a week passed
  std::vector<Standing> standings;

  /// Orders of this week; empty between weeks.
  struct Order {
    sim::Id<Buyer> buyer;
    sim::Id<Seller> seller;
    sim::Id<Product> product;
    std::int32_t units;
    std::uint32_t provenance;
    std::int32_t delay_weeks;  ///< of a notice or a licence, on top of the way
    float price_factor;        ///< what it costs its buyer over the price: fee, hosting
    std::uint32_t number = 0;  ///< filled when it is placed
    std::uint32_t quotas =
        0;  ///< those that count it, as Ruling::quotas; 0 under a licence: the grant was counted
    bool on_paper =
        false;  ///< denied by a rule that nobody is held to, which sellers may honour all the same
  };
  std::vector<Order> orders;
  /// Room for matching them; all zero between weeks.
  struct Matching {
    struct Asked {
      std::int64_t units = 0;   ///< accepted
      std::int64_t before = 0;  ///< of those, units already gone through
    };
    sim::Grid<Product, Seller, Asked> asked;
    std::vector<std::int32_t> served;  ///< units by order, -1 when refused
  };
  Matching matching;
  Diversion diversion;  ///< room for rings' choices

  template <class Visit>
  void columns(Visit& visit) {
    visit("orders_placed", orders_placed);
    visit("foundries", foundries);
    visit("sellers", sellers);
    visit("buyers", buyers);
    visit("chinese", chinese);
    visit("advances", advances);
    visit("fleets", fleets);
    visit("logistics", logistics);
    visit("licensing", licensing);
    visit("rings", rings);
    visit("fronts", fronts);
    visit("customs", customs);
    visit("market", market);
    visit("gate", gate);
    visit("renting", renting);
    visit("campaigns", campaigns);
    visit("bureau", bureau);
    visit("adaptation", adaptation);
    visit("labs", labs);
    visit("opening", opening);
    visit("log", log);
    visit("standings", standings);
  }

  /// The law as it stands: that of the calendar, with what the authority has closed since.
  const Law& law() const { return setting->laws[adaptation.closed()]; }
  /// The law as it stood in a week that has passed, or is passing.
  const Law& law_in(int past) const { return setting->laws[adaptation.closed_by(past)]; }
  int era() const { return law().era_of_week[static_cast<std::size_t>(week)]; }
  double weekly(const Weekly& series) const { return series[static_cast<std::size_t>(week)]; }
  WeekLog& this_week() { return log.back(); }
  /// A part of enforcement this week: with the overall strength, and where the bureau's people do it, with what they get
  /// done.
  double effort(Effort part) const {
    return weekly(setting->enforcement.effort[static_cast<std::size_t>(part)]) *
           (is_of_bureau(part) ? bureau.work : 1);
  }
  sim::Id<Buyer> buyer_of(sim::Id<Chinese> row) const { return sim::Id<Buyer>(buyers.abroad + row.index()); }
  sim::Id<Chinese> chinese_of(sim::Id<Buyer> buyer) const {
    return sim::Id<Chinese>(buyer.index() - buyers.abroad);
  }
  sim::Id<Front> front_of(sim::Id<Buyer> buyer) const {
    return sim::Id<Front>(buyer.index() - buyers.owners());
  }
  sim::Id<Buyer> buyer_of(sim::Id<Front> front) const {
    return sim::Id<Buyer>(buyers.owners() + front.index());
  }
  sim::Id<Owner> owner_of(sim::Id<Buyer> buyer) const { return sim::Id<Owner>(buyer.index()); }
};

}  // namespace chokepoint
