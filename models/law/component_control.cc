#include "models/law/component_control.h"

namespace chokepoint {

void ComponentControl::resolve(const Names& names, std::string_view) {
  to_set = names.places(to, PlaceSet());
}

}  // namespace chokepoint
