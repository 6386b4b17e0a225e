#include "sim/experiment/batch.h"

namespace sim::detail {

std::string caught_message() {
  try {
    throw;
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is not a std::exception was thrown";
  }
}

}  // namespace sim::detail
