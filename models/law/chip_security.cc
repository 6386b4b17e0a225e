#include "models/law/chip_security.h"

namespace chokepoint {

void ChipSecurity::resolve(const Names& names, std::string_view control) { goods.resolve(names, control); }

}  // namespace chokepoint
