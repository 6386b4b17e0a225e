// THE list of control kinds. A new kind is one file pair and its name here.
#pragma once

#include <string>
#include <type_traits>
#include <variant>

#include "models/law/chip_security.h"
#include "models/law/component_control.h"
#include "models/law/conditions.h"
#include "models/law/entity_list.h"
#include "models/law/headquarters_rule.h"
#include "models/law/licence_review.h"
#include "models/law/performance_threshold.h"
#include "models/law/quota.h"
#include "models/law/remote_access.h"

namespace chokepoint {

template <ControlKind... Kinds>
using OneOfTheControls = std::variant<Kinds...>;

/// One control, of any kind. In a file, its `kind` says which.
using Control = OneOfTheControls<PerformanceThreshold, HeadquartersRule, EntityList, Quota, LicenceReview,
                                 ComponentControl, RemoteAccess, ChipSecurity>;

/// Why a control leaves a trade alone, as one clause of a sentence; meaningful for one that has no opinion of it.
inline std::string why_not(const Control& control, const Trade& trade, const Catalogue& catalogue,
                           const PlaceNetwork& network) {
  return std::visit([&](const auto& kind) { return kind.why_not(trade, catalogue, network); }, control);
}

/// Calls fn(kind) for a control whose kind has a role.
template <class Role, class Fn>
void with_role(const Control& control, Fn&& fn) {
  std::visit(
      [&](const auto& kind) {
        if constexpr (kHasRole<std::remove_cvref_t<decltype(kind)>, Role>) fn(kind);
      },
      control);
}

template <class Role>
bool has_role(const Control& control) {
  bool has = false;
  with_role<Role>(control, [&](const auto&) { has = true; });
  return has;
}

}  // namespace chokepoint
