#include "sim/engine/kept_memory.h"

#include <cstddef>
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
constexpr std::uintptr_t kLargePage = 2UL * kMegabyte;
/// The part of the heap that is asked for at once.
constexpr int kFirstPart = 64 * kMegabyte;

char* end_of_heap() { return static_cast<char*>(sbrk(0)); }
/// Bytes from the beginning of the large page that an address lies in.
std::uintptr_t into_page(const char* at) { return reinterpret_cast<std::uintptr_t>(at) % kLargePage; }

/// Lays out the first part of the heap, of which nothing is taken before it is used, in large pages.
void take_large_pages() {
  mallopt(M_TOP_PAD, kFirstPart);  // NOLINT(concurrency-mt-unsafe): before threads begin
  char* const before = end_of_heap();
  void* volatile asked =
      std::malloc(kMegabyte);  // NOLINT(cppcoreguidelines-no-malloc): it is the allocator that is told
  std::free(asked);            // NOLINT(cppcoreguidelines-no-malloc)
  char* const first = before + (kLargePage - into_page(before)) % kLargePage;
  char* const last = end_of_heap() - into_page(end_of_heap());
  if (first < last) madvise(first, static_cast<std::size_t>(last - first), MADV_HUGEPAGE);
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
