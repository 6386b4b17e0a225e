// The page of `explore`, served until someone asks to stop.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "tools/explore/live_runs.h"
#include "tools/explore/state.h"

namespace tools {

struct ServedPage {
  ExploreOptions options;
  ExploreState start;
  int port = 0;                  ///< 0: chosen by the system
  std::filesystem::path folder;  ///< that policies are saved in
};

/// Serves the page on 127.0.0.1, tells its address, and goes on until SIGINT or SIGTERM. Make a sim::InterruptGuard before.
/// Throws sim::BadInput where the port cannot be had or the state cannot be read.
void serve_page(const ServedPage& page, const std::function<void(const std::string& address)>& tell);

}  // namespace tools
