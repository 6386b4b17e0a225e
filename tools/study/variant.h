// A policy as a study runs it: as it is, or with more laid over it, beside others.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/record/price.h"
#include "models/run.h"
#include "tools/scenarios/belief_file.h"
#include "tools/scenarios/files.h"
#include "tools/study/options.h"

namespace tools {

using chokepoint::PriceRole;

struct Variant {
  std::string name;                      ///< in tables; empty: as the scenario names itself
  std::string policy;                    ///< name or file, as on the command line
  std::vector<std::string> overrides{};  ///< path=value, after those of the command line
  sim::Node over{};                      ///< a difference laid over all that; nothing: none
  std::string until{};                   ///< last day; empty: that of the study
  std::uint64_t replicates = 0;          ///< 0: as many as the study says, once it is read
  chokepoint::ParameterValues parameters = chokepoint::ParameterValues::kSampled;
  std::string title{};  ///< empty: that of the scenario
  PriceRole role = PriceRole::kPolicy;

  // What it is read into.
  sim::Node root{};                                        ///< resolved, without levers
  std::uint64_t hash = 0;                                  ///< of its scenario
  std::shared_ptr<const chokepoint::Scenario> scenario{};  ///< none of those that a study has by the hundred
};

/// What a policy is called in a role: "tight", "tight without controls", "tight unenforced".
std::string name_in_role(const std::string& policy, PriceRole role);
/// Whether a name is that of a variant beside a policy.
bool is_beside_a_policy(std::string_view name);

/// Variants of a policy that are priced together, in the order of PriceRole.
inline constexpr std::size_t kPriceRoles = 3;

/// A variant in another role: without any control, or with its controls at strength 0. It is made from the policy
/// itself, whatever its file says.
Variant in_role(Variant policy, PriceRole role);

/// What all variants of a study share.
struct Shared {
  const std::vector<std::string>& overrides;  ///< path=value of the command line
  const std::vector<sim::Node>& regimes;
  sim::Node with{};     ///< laid over all of them; nothing: none
  std::string until{};  ///< empty: that of each policy
  std::uint64_t replicates = 1;
  BeliefPointer belief{};  ///< none: runs draw from the priors
};

/// Resolves variants and reads their settings; adds every problem of all of them, also when two that name themselves
/// have one name.
void read_variants(PolicyReader& reader, const Shared& shared, std::vector<Variant>& variants,
                   sim::Problems& problems, sim::Problems& warnings);

}  // namespace tools
