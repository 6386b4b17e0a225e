// Ctrl-C as a wish: stop starting new work, finish what is under way.
#pragma once

namespace sim {

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

}  // namespace sim
