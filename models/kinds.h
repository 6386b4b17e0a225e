// THE list of control kinds. A new kind is one file pair and its name here.
#pragma once

#include <concepts>
#include <optional>
#include <string_view>
#include <variant>

#include "models/controls/chip_security.h"
#include "models/controls/component_control.h"
#include "models/controls/conditions.h"
#include "models/controls/entity_list.h"
#include "models/controls/headquarters_rule.h"
#include "models/controls/licence_review.h"
#include "models/controls/performance_threshold.h"
#include "models/controls/quota.h"
#include "models/controls/remote_access.h"

namespace chokepoint {

/// What a control kind must be able to do: be read by its name, be resolved once, give its opinion of a
/// trade, and mention the sets of places that it tells apart.
template <class Kind>
concept ControlKind = requires(Kind kind, const Kind& fixed, const Names& names, std::string_view name,
                               const Trade& trade, PlaceSets& sets) {
  std::string_view{Kind::kKind};
  kind.resolve(names, name);
  { fixed.rule(trade) } -> std::same_as<std::optional<Opinion>>;
  fixed.mention(sets);
};

template <ControlKind... Kinds>
using OneOfTheControls = std::variant<Kinds...>;

/// One control, of any kind. In a file, its `kind` says which.
using Control = OneOfTheControls<PerformanceThreshold, HeadquartersRule, EntityList, Quota, LicenceReview,
                                 ComponentControl, RemoteAccess, ChipSecurity>;

}  // namespace chokepoint
