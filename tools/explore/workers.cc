#include "tools/explore/workers.h"

#include <algorithm>
#include <utility>

namespace tools {

Workers::Workers(int threads) {
  for (int i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    for (const Session& session : sessions_) session.work->stop();
  }
  for (std::jthread& thread : threads_) thread.request_stop();
}

void Workers::begin(const std::string& client, Work work) {
  const std::lock_guard lock(mutex_);
  const auto stop = [&](auto session) {
    session->work->stop();
    sessions_.erase(session);
  };
  if (const auto former = std::ranges::find(sessions_, client, &Session::client); former != sessions_.end())
    stop(former);
  if (sessions_.size() == kMostSessions) {
    const auto first = std::ranges::min_element(sessions_, {}, &Session::number);
    stop(first);
  }
  sessions_.push_front({client, std::move(work), begun_++});
  more_.notify_all();
}

void Workers::end(const Work& work) {
  work->stop();
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const Session& session) { return session.work == work; });
}

std::size_t Workers::sessions() const {
  const std::lock_guard lock(mutex_);
  return sessions_.size();
}

/// The runs whose turn it is; nothing when no page has any left. Under the lock.
Workers::Work Workers::next() {
  for (std::size_t tried = 0; tried < sessions_.size(); ++tried) {
    sessions_.push_back(std::move(sessions_.front()));
    sessions_.pop_front();
    if (sessions_.back().work->has_next()) return sessions_.back().work;
  }
  return nullptr;
}

void Workers::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Work mine;
    {
      std::unique_lock lock(mutex_);
      more_.wait(lock, stop, [&] { return (mine = next()) != nullptr; });
    }
    if (mine != nullptr) mine->step();
  }
}

}  // namespace tools
