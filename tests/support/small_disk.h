// A disk that is full, without one.
#pragma once

#include <sys/resource.h>

#include <csignal>

namespace tests {

/// While it lives, files may not grow beyond some bytes: what a full disk looks like to a program.
struct SmallDisk {
  rlimit former{};
  explicit SmallDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &former);
    const rlimit small{bytes, former.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &former);
    std::signal(SIGXFSZ, SIG_DFL);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
};

}  // namespace tests
