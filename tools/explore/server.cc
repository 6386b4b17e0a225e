#include "tools/explore/server.h"

#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "sim/engine/parallel.h"
#include "sim/experiment/interrupt.h"
#include "tools/console/refusal.h"
#include "tools/explore/desk.h"

namespace tools {
namespace {

/// How soon a wish to stop is seen.
constexpr std::chrono::milliseconds kBetweenLooks{50};

}  // namespace

void serve_page(const ServedPage& page, const std::function<void(const std::string& address)>& tell) {
  study_of(page.start, page.options);  // wrong words are told here, not first in the browser
  // Runs go side by side, and loops within a run one row after the other (workers.h).
  const sim::Threads one(1);
  Desk desk(page.options, page.start, page.folder);
  HttpServer server([&desk](const HttpRequest& request) { return desk.answer(request); });
  const int port = server.bind(page.port);
  if (port <= 0)
    refuse_input(argument("--port"), fmt::format("port {} of 127.0.0.1 cannot be had", page.port),
                 "take another, or 0 to have one chosen");
  const Door door{new_token(), port};
  desk.open(door);
  {
    const std::jthread serving([&server] { server.serve(); });
    desk.begin();
    tell(fmt::format("{}&{}", door.address(), query_of(page.start)));
    while (!sim::interrupt_requested()) std::this_thread::sleep_for(kBetweenLooks);
    desk.stop();
    server.stop();
  }
}

}  // namespace tools
