#include "models/kinds.h"

namespace chokepoint {

Parameters::Parameters() = default;
Parameters::Parameters(const Parameters& other) = default;
Parameters::Parameters(Parameters&& other) noexcept = default;
Parameters& Parameters::operator=(const Parameters& other) = default;
Parameters& Parameters::operator=(Parameters&& other) noexcept = default;
Parameters::~Parameters() = default;

}  // namespace chokepoint
