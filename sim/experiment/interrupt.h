// Ctrl-C as a wish: stop starting new work, finish what is under way.
#pragma once

#include <stdexcept>

namespace sim {

/// Someone asked to stop before what was begun had a result, of which nothing is lost.
class Interrupted : public std::runtime_error {
 public:
  Interrupted() : std::runtime_error("stopped while it was planned; the same command begins again") {}
};

/// While one lives, the first SIGINT or SIGTERM only sets interrupt_requested(); a second of the same kind
/// ends the program at once, as it would have without the guard. Make it in the command, outside all batches
/// and on one thread; a guard inside another adds nothing. Each outermost guard starts with no request.
class InterruptGuard {
 public:
  InterruptGuard();
  ~InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
};

/// Whether someone asked to stop since the outermost living guard was made; false without a guard.
bool interrupt_requested();

/// Throws Interrupted when someone did.
void heed_interrupt();

}  // namespace sim
