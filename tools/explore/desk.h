// What each address of the page answers.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

#include "tools/explore/door.h"
#include "tools/explore/flows.h"
#include "tools/explore/http.h"
#include "tools/explore/live_runs.h"
#include "tools/explore/workers.h"

namespace tools {

/// For any thread.
class Desk {
 public:
  /// `start` is what a page shows that says nothing else, `saved` the folder that policies are saved in.
  Desk(ExploreOptions options, ExploreState start, std::filesystem::path saved);

  /// Whom to let in; before the first request.
  void open(Door door) { door_ = std::move(door); }
  /// Makes runs of what a page shows first until the first page is there: they are kept for it.
  void begin();
  HttpReply answer(const HttpRequest& request);
  /// Ends streams and gives up what is under way.
  void stop();

 private:
  struct Traced {
    std::string key;
    std::shared_ptr<const Flows> flows;
  };
  using Route = HttpReply (Desk::*)(const HttpRequest&);
  static Route route_of(const HttpRequest& request);

  HttpReply page(const HttpRequest& request);
  HttpReply script(const HttpRequest& request);
  HttpReply style(const HttpRequest& request);
  HttpReply drawing(const HttpRequest& request);
  HttpReply land(const HttpRequest& request);
  HttpReply choices(const HttpRequest& request);
  HttpReply refused(const HttpRequest& request);
  HttpReply runs(const HttpRequest& request);
  HttpReply map(const HttpRequest& request);
  HttpReply event(const HttpRequest& request);
  HttpReply save_policy(const HttpRequest& request);
  HttpReply save_brief(const HttpRequest& request);

  ExploreState state_of(const HttpRequest& request) const;
  std::shared_ptr<LiveRuns> work_of(const ExploreState& state);
  Study study_of_one(const ExploreState& state, std::size_t side);
  std::shared_ptr<const Flows> traced(const HttpRequest& request);

  ExploreOptions options_;
  ExploreState start_;
  std::filesystem::path saved_;
  Door door_;
  std::atomic<bool> stop_{false};
  KeptRuns kept_runs_{std::make_shared<KeptOutcomes>(), std::make_shared<KeptWorlds>()};
  Workers workers_;
  std::mutex beginning_;         ///< of what follows
  Workers::Work begun_;          ///< none: a page is there
  std::mutex reading_;           ///< files are read by one at a time
  std::atomic<int> waiting_{0};  ///< for a traced run
  std::mutex saving_;            ///< one brief at a time
  std::mutex tracing_;           ///< one at a time, and of what is kept
  std::deque<Traced> kept_;      ///< the latest last
};

}  // namespace tools
