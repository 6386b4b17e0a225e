// A policy with a difference laid over it, as files of claims name it, and the variants that some of them need.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/scenario/scenario_input.h"
#include "tools/study/variant.h"

namespace tools {

struct Side {
  static constexpr const char* kName = "side";
  sim::Reference policy;
  sim::Unread<chokepoint::ScenarioInput> with;

  template <class Visit>
  void fields(Visit& visit) {
    visit("policy", policy, {.says = "name of a policy", .required = true});
    visit("with", with, {.says = "what is laid over it, as in a policy"});
  }
};

/// Whether its policy is known; adds a problem when it is not.
bool check_policy(const Side& side, const std::vector<std::string>& known, sim::Problems& problems);

/// Adds a problem when there is no such measure, or none by place where a place is asked of.
void check_measure(const sim::Reference& measure, bool by_place, sim::Problems& problems);

/// The row of a side among variants, to which it is added when none of them runs the same.
std::size_t row_of(std::vector<Variant>& variants, const Side& side, std::string name, int runs);

/// The variants that some claims need, each once however many need it, and which of them they are.
struct Experiments {
  struct Sides {
    std::size_t base = 0;
    std::size_t change = 0;  ///< base, when there is no change
  };
  std::vector<Variant> variants;
  std::vector<Sides> of;  ///< by claim
};

/// Adds the sides of a claim.
void add_sides(Experiments& experiments, const std::string& name, const Side& base,
               const std::optional<Side>& change, int runs);

}  // namespace tools
