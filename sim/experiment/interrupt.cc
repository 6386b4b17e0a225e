#include "sim/experiment/interrupt.h"

#include <atomic>
#include <csignal>

namespace sim {
namespace {

// Workers read it on other threads than the one that takes the signal; only a lock-free atomic may be touched
// by both.
std::atomic<bool> requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);

int guards = 0;
struct sigaction former_interrupt = {};
struct sigaction former_terminate = {};

void take_note(int /*signal*/) { requested.store(true); }

}  // namespace

InterruptGuard::InterruptGuard() {
  if (guards++ > 0) return;
  requested.store(false);
  struct sigaction action = {};
  action.sa_handler = take_note;
  // RESETHAND: the second one finds the default again. RESTART: a write under way is not cut short.
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &former_interrupt);
  sigaction(SIGTERM, &action, &former_terminate);
  // What a script starts in its background ignores Ctrl-C, which is meant for others, and goes on doing so.
  if (former_interrupt.sa_handler == SIG_IGN) sigaction(SIGINT, &former_interrupt, nullptr);
}

InterruptGuard::~InterruptGuard() {
  if (--guards > 0) return;
  sigaction(SIGINT, &former_interrupt, nullptr);
  sigaction(SIGTERM, &former_terminate, nullptr);
  requested.store(false);
}

bool interrupt_requested() { return requested.load(std::memory_order_relaxed); }

void heed_interrupt() {
  if (interrupt_requested()) throw Interrupted();
}

}  // namespace sim
