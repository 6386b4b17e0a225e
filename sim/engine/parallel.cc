#include "sim/engine/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/partitioner.h>
#include <oneapi/tbb/task_arena.h>

#include "sim/engine/contract.h"
#include "sim/engine/processors.h"

namespace sim {
namespace {

// How many threads the latest Threads lets work, and where; 0 and none: all that may be used. One alone needs no arena:
// to make one, TBB looks at the machine, and looks for other libraries that might have threads.
std::atomic<int> current_count{0};
std::atomic<tbb::task_arena*> current_arena{nullptr};

int all_threads() {
  static const int all = usable_processors();
  return all;
}

// Of more than one thread.
tbb::task_arena& arena_now() {
  static tbb::task_arena all(all_threads());
  tbb::task_arena* const limited = current_arena;
  return limited != nullptr ? *limited : all;
}

int checked_count(int count) {
  require(count >= 0, "{} threads", count);
  return count == 0 ? all_threads() : count;
}

// TBB's own library tells the thread sanitizer nothing, so a loop's begin and end are told to it here. Two
// places: pieces know of what came before the loop, and the waiter of the pieces, but no piece of another, so
// that a rule that writes another's row is still found.
#ifdef __SANITIZE_THREAD__
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);
void happened(char& place) { __tsan_release(&place); }
void happens_after(char& place) { __tsan_acquire(&place); }
#else
void happened(char&) {}
void happens_after(char&) {}
#endif

// Keeps the exception of the lowest piece. Pieces above a failed one are skipped, pieces below still run, so
// what is kept in the end is what a serial loop would have met first.
class LowestFailure {
 public:
  bool is_below(std::size_t piece) const { return lowest_.load(std::memory_order_relaxed) < piece; }
  void keep(std::size_t piece) {
    const std::lock_guard lock(mutex_);
    if (is_below(piece)) return;
    lowest_.store(piece, std::memory_order_relaxed);
    exception_ = std::current_exception();
  }
  void rethrow() const {
    if (exception_) std::rethrow_exception(exception_);
  }

 private:
  std::atomic<std::size_t> lowest_{std::numeric_limits<std::size_t>::max()};
  std::mutex mutex_;
  std::exception_ptr exception_;
};

}  // namespace

// An arena of its own limits the threads from above; where more are asked for than the machine has (tests
// do), TBB must be allowed them too.
struct Threads::Limit {
  explicit Limit(int count) : count_before(current_count.exchange(count)) {
    if (count > 1) {
      arena.emplace(count);
      if (count > tbb::info::default_concurrency())
        allowed.emplace(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(count));
    }
    arena_before = current_arena.exchange(arena ? &*arena : nullptr);
  }
  ~Limit() {
    current_arena = arena_before;
    current_count = count_before;
  }

  std::optional<tbb::global_control> allowed;
  std::optional<tbb::task_arena> arena;
  int count_before;
  tbb::task_arena* arena_before = nullptr;
};

Threads::Threads(int count) : limit_(std::make_unique<Limit>(checked_count(count))) {}
Threads::~Threads() = default;

int thread_count() {
  const int limited = current_count;
  return limited > 0 ? limited : all_threads();
}

namespace detail {
namespace {

// Small pieces, below which handing them out costs more than it saves.
constexpr std::size_t kSerialBelow = 4;
// How often, at least, a thread comes for small pieces: enough that one which is late has others do its work.
constexpr std::size_t kHandsEach = 16;

}  // namespace

void for_each_piece(std::size_t count, Pieces pieces, void (*run)(const void*, std::size_t),
                    const void* context) {
  const auto threads = static_cast<std::size_t>(thread_count());
  if (count < (pieces == Pieces::kSmall ? kSerialBelow : 2) || threads == 1) {
    for (std::size_t piece = 0; piece < count; ++piece) run(context, piece);
    return;
  }
  LowestFailure failure;
  char begun = 0;
  char ended = 0;
  const auto run_range = [&](const tbb::blocked_range<std::size_t>& range) {
    happens_after(begun);
    for (std::size_t piece = range.begin(); piece != range.end(); ++piece) {
      if (failure.is_below(piece)) break;
      try {
        run(context, piece);
      } catch (...) {
        failure.keep(piece);
      }
    }
    happened(ended);
  };
  const std::size_t together =
      pieces == Pieces::kSmall ? std::max<std::size_t>(1, count / (kHandsEach * threads)) : 1;
  const auto loop = [&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, together), run_range,
                      tbb::simple_partitioner());
  };
  // Isolated: a thread that waits for the end of this loop takes no piece of an enclosing one.
  const auto isolated_loop = [&] { tbb::this_task_arena::isolate(loop); };
  happened(begun);
  arena_now().execute(isolated_loop);
  happens_after(ended);
  failure.rethrow();
}

}  // namespace detail
}  // namespace sim
