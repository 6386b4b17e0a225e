#include "sim/analysis/surrogate_module.h"

#include "sim/experiment/module.h"

namespace sim::detail {

const SurrogateFits& surrogate_fits() {
  constexpr Module kModule{"chokepoint-surrogates.so", "chokepoint_surrogate_fits", "surrogates"};
  static const SurrogateFits& fits =
      *reinterpret_cast<decltype(&chokepoint_surrogate_fits)>(symbol_of(kModule))();
  return fits;
}

}  // namespace sim::detail
