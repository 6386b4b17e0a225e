#include "sim/engine/kept_memory.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace sim {

void keep_memory() {
#ifdef __GLIBC__
  constexpr int kMegabyte = 1 << 20;
  // NOLINTBEGIN(concurrency-mt-unsafe): before threads begin
  mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte);  // the most it takes
  mallopt(M_TRIM_THRESHOLD, 1024 * kMegabyte);
  mallopt(M_TOP_PAD, kMegabyte);
  // NOLINTEND(concurrency-mt-unsafe)
#endif
}

}  // namespace sim
