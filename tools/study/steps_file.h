// scenarios/steps.yaml: an outcome taken apart into what stands between two policies: the law by itself, its enforcement,
// money. Each step goes from one policy to another that differs in that alone.
#pragma once

#include "tools/study/options.h"
#include "tools/study/side.h"

namespace tools {

struct Step {
  static constexpr const char* kName = "step";
  sim::Reference from;
  sim::Reference to;
  std::string adds;

  template <class Visit>
  void fields(Visit& visit) {
    visit("from", from, {.says = "name of the policy without it", .required = true});
    visit("to", to, {.says = "name of the policy with it", .required = true});
    visit("adds", adds, {.says = "what the second adds to the first, in a few words", .required = true});
  }
};

struct StepsFile {
  sim::Named<Step> steps;

  template <class Visit>
  void fields(Visit& visit) {
    visit("steps", steps, {.says = "steps from one policy to another, in their order", .required = true});
  }
};

/// Reads the file of a scenarios folder and adds every problem in it, also with the policies it names; nothing when the
/// folder has no such file.
StepsFile read_steps(const StudyOptions& options, sim::Problems& problems);

}  // namespace tools
