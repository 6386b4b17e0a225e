#include "sim/engine/kept_memory.h"

#include <cstdint>
#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace sim {
namespace {

#ifdef __GLIBC__
constexpr int kMegabyte = 1 << 20;
constexpr std::uintptr_t kLargePage = 2 * kMegabyte;
/// The part of the heap that is asked for at once.
constexpr int kFirstPart = 64 * kMegabyte;

std::uintptr_t end_of_heap() { return reinterpret_cast<std::uintptr_t>(sbrk(0)); }

/// Lays out the first part of the heap, of which nothing is taken before it is used, in large pages.
void take_large_pages() {
  mallopt(M_TOP_PAD, kFirstPart);  // NOLINT(concurrency-mt-unsafe): before threads begin
  const std::uintptr_t before = end_of_heap();
  void* volatile asked =
      std::malloc(kMegabyte);  // NOLINT(cppcoreguidelines-no-malloc): it is the allocator that is told
  std::free(asked);            // NOLINT(cppcoreguidelines-no-malloc)
  const std::uintptr_t first = (before + kLargePage - 1) / kLargePage * kLargePage;
  const std::uintptr_t last = end_of_heap() / kLargePage * kLargePage;
  if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
}
#endif

}  // namespace

void keep_memory() {
#ifdef __GLIBC__
  // NOLINTBEGIN(concurrency-mt-unsafe): before threads begin
  mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte);  // the most it takes
  mallopt(M_TRIM_THRESHOLD, 1024 * kMegabyte);
  take_large_pages();
  mallopt(M_TOP_PAD, kMegabyte);
  // NOLINTEND(concurrency-mt-unsafe)
#endif
}

}  // namespace sim
