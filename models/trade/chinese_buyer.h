// Chinese buyers split their money over five channels - legal imports, smuggled chips, domestic chips, an arm abroad,
// and chips rented abroad - by a logit in the logarithm of what a unit of useful compute costs in each:
//
//   use of a chip  U = (1 - i) H100e + i (memory bandwidth / H100's)          i = share of inference
//   cost           c = price / U x (premium and caution | lock-in x (1 - state pressure) | hosting | rent)
//   share          s_k = a_k c_k^-theta / sum_j a_j c_j^-theta
//   lock-in today    = 1 + (lock_in - 1) (1 - lock_in_fades)^years since 2025
//
// Money that a channel cannot take stays in the budget and is split anew next week: the unmet rest of the
// legal channel is the demand that rings see. Rent is paid week by week for the life of a chip, so a channel's share
// of income rents as many chips as it would buy over that life.
#pragma once

#include <array>

#include "models/physical/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct ChannelParameters {
  sim::Uncertain inference_share;
  sim::Uncertain price_sensitivity;
  sim::Uncertain hosting_cost;
  sim::Uncertain approval_wanted;
  sim::Uncertain lock_in_fades;

  template <class Visit>
  void fields(Visit& visit) {
    visit("inference_share", inference_share,
          {.says = "share of the work that is bound by memory bandwidth",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("price_sensitivity", price_sensitivity,
          {.says = "exponent of cost in the choice of channel",
           .unit = "1",
           .low = 0.1,
           .high = 10,
           .required = true});
    visit("hosting_cost", hosting_cost,
          {.says = "cost of a chip that stands abroad over one at home",
           .unit = "x",
           .low = 1,
           .high = 5,
           .required = true});
    visit("approval_wanted", approval_wanted,
          {.says = "least odds of a licence for which a buyer applies",
           .unit = "fraction",
           .low = 0,
           .high = 1,
           .required = true});
    visit("lock_in_fades", lock_in_fades,
          {.says = "part of the lock-in to CUDA that domestic software wears off in a year, from 2025",
           .unit = "1/year",
           .low = 0,
           .high = 0.9,
           .required = true});
  }
};

enum class Channel { kLegal, kSmuggled, kDomestic, kOffshore, kRented };
inline constexpr int kChannels = 5;

/// Shares of the budget by channel; zero costs mark channels that offer nothing. `weight` is a_k, `cost` c_k
/// in USD a unit of use. Sums to 1, or to 0 when nothing is offered.
std::array<double, kChannels> split_budget(const std::array<double, kChannels>& weight,
                                           const std::array<double, kChannels>& cost, double sensitivity);

/// The use of a chip to a Chinese buyer, in H100 of the same mix of work.
double use_of(const Chip& chip, double inference_share);

/// What is left of a lock-in after so many years.
double lock_in_after(double lock_in, double fades, double years);

/// Weeks between a buyer's orders: it waits until its weeks' most add up to what it orders at once.
int order_every(double offered, double most_a_week);

/// Phase: Chinese buyers split their money and order.
void order_in_china(World& world);

}  // namespace chokepoint
