#include "sim/engine/kept_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>

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
/// So much of the heap is laid out at once, or this part of the machine's memory where that is less.
constexpr long kMostMegabytes = 1024;
constexpr long kPartOfMachine = 4;

int megabytes_laid_out() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long machine = pages / (kMegabyte / sysconf(_SC_PAGESIZE));
  return static_cast<int>(std::min(kMostMegabytes, machine / kPartOfMachine));
}

char* end_of_heap() { return static_cast<char*>(sbrk(0)); }
/// Bytes from the beginning of the large page that an address lies in.
std::uintptr_t into_page(const char* at) { return reinterpret_cast<std::uintptr_t>(at) % kLargePage; }

/// Lays out the first part of the heap in large pages. It is room without memory until it is used.
void take_large_pages() {
  const int first_part = megabytes_laid_out() * kMegabyte;
  mallopt(M_TOP_PAD, first_part);  // NOLINT(concurrency-mt-unsafe): before threads begin
  char* const before = end_of_heap();
  // It is the allocator that is told.
  void* volatile asked = std::malloc(kMegabyte);  // NOLINT(cppcoreguidelines-no-malloc)
  std::free(asked);                               // NOLINT(cppcoreguidelines-no-malloc)
  char* const first = before + (kLargePage - into_page(before)) % kLargePage;
  char* const last = end_of_heap() - into_page(end_of_heap());
  if (first < last) madvise(first, static_cast<std::size_t>(last - first), MADV_HUGEPAGE);
}
#endif

}  // namespace

void keep_memory() {
#ifdef __GLIBC__
  // NOLINTBEGIN(concurrency-mt-unsafe): before threads begin
  mallopt(M_MMAP_THRESHOLD, 32 * kMegabyte);                   // the most it takes
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());  // more than is laid out by a gigabyte
  take_large_pages();
  mallopt(M_TOP_PAD, kMegabyte);
  // NOLINTEND(concurrency-mt-unsafe)
#endif
}

}  // namespace sim
