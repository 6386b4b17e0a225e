// Chinese buyers split their money over four channels - legal imports, smuggled chips, domestic chips, and an
// arm abroad - by a logit in the logarithm of what a unit of useful compute costs in each:
//
//   use of a chip  U = (1 - i) H100e + i (memory bandwidth / H100's)          i = share of inference
//   cost           c = price / U x (premium and caution | lock-in x (1 - state pressure) | hosting)
//   share          s_k = a_k c_k^-theta / sum_j a_j c_j^-theta
//
// Money that a channel cannot take stays in the budget and is split anew next week: the unmet rest of the
// legal channel is the demand that rings see.
#pragma once

#include <array>

#include "models/goods.h"
#include "sim/engine/id.h"
#include "sim/input/fields.h"

namespace chokepoint {

struct World;

struct ChannelParameters {
  sim::Uncertain inference_share;
  sim::Uncertain price_sensitivity;
  sim::Uncertain hosting_cost;
  sim::Uncertain approval_wanted;

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
  }
};

enum class Channel { kLegal, kSmuggled, kDomestic, kOffshore };
inline constexpr int kChannels = 4;

/// Shares of the budget by channel; zero costs mark channels that offer nothing. `weight` is a_k, `cost` c_k
/// in USD a unit of use. Sums to 1, or to 0 when nothing is offered.
std::array<double, kChannels> split_budget(const std::array<double, kChannels>& weight,
                                           const std::array<double, kChannels>& cost, double sensitivity);

/// The use of a chip to a Chinese buyer, in H100 of the same mix of work.
double use_of(const Chip& chip, double inference_share);

/// Phase: Chinese buyers split their money and order.
void order_in_china(World& world);

}  // namespace chokepoint
