// What is read of texts is kept in a folder of a test (sim/input/kept.h).
#pragma once

#include "sim/input/kept.h"
#include "tests/support/folder.h"

namespace tests {

/// Keeps in a folder as long as it lives.
struct Keeping {
  Folder folder;
  Keeping() { sim::keep_in(folder.path, "program"); }
  ~Keeping() { sim::keep_in({}, ""); }
  Keeping(const Keeping&) = delete;
  Keeping& operator=(const Keeping&) = delete;
};

}  // namespace tests
