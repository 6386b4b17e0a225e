#include "tools/console/refusal.h"

#include <utility>

namespace tools {

sim::Where argument(std::string name) { return {sim::source_text(std::move(name), ""), 0, 0}; }

void refuse_input(const sim::Where& at, std::string what, std::string why) {
  sim::Problems problems;
  problems.add(at, std::move(what), std::move(why));
  throw sim::BadInput(problems);
}

}  // namespace tools
