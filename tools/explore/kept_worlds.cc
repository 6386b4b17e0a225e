#include "tools/explore/kept_worlds.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "models/common_past.h"
#include "sim/engine/state.h"

namespace tools {
namespace {

/// Whether a run passes through a world of another.
bool passes_through(const RunInput& run, const RunInput& other, const chokepoint::World& world) {
  return sets_that_share(std::array{other, run}, 2).size() == 1 &&
         world.week <=
             chokepoint::weeks_in_common(*other.scenario, *run.scenario, run.parameters.rushes.lead_weeks);
}

}  // namespace

int week_of_levers(const std::vector<std::string>& overrides, const sim::Calendar& calendar) {
  constexpr std::string_view kFrom = "{from: ";
  constexpr std::size_t kLengthOfDay = 10;
  std::optional<sim::Date> latest;
  for (const std::string& set : overrides) {
    if (set.starts_with("calendar")) continue;
    for (std::size_t at = set.find(kFrom); at != std::string::npos; at = set.find(kFrom, at + 1)) {
      const auto day = sim::Date::parse(std::string_view(set).substr(at + kFrom.size(), kLengthOfDay));
      if (day) latest = std::max(latest, day);
    }
  }
  const sim::Date day = latest.value_or(*sim::Date::parse(kUsualLeverDay));
  return std::clamp(calendar.first_week_from(day), 0, calendar.weeks);
}

KeptWorlds::World KeptWorlds::find(const RunInput& run, State state) {
  Pointer best;
  for (Pointer& past : of_same_draws(run)) {
    const bool is_later = best == nullptr || past->world.week > best->world.week;
    if (is_later && passes_through(run, past->input, past->world)) best = std::move(past);
  }
  if (best == nullptr) return nullptr;
  use(*best, state);
  return {best, &best->world};
}

void KeptWorlds::keep(const RunInput& run, const chokepoint::World& world, State state) {
  for (const Pointer& past : of_same_draws(run)) {
    if (past->world.week == world.week && passes_through(run, past->input, world)) {
      return use(*past, state);
    }
  }
  const std::size_t bytes = sim::save(world).size();
  auto past = std::make_shared<Past>(Past{run, world, bytes, state});
  const std::lock_guard lock(mutex_);
  if (!make_room(bytes, state)) return;
  bytes_ += bytes;
  pasts_.push_back(std::move(past));
}

std::size_t KeptWorlds::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

std::vector<KeptWorlds::Pointer> KeptWorlds::of_same_draws(const RunInput& run) const {
  const std::lock_guard lock(mutex_);
  std::vector<Pointer> found;
  std::ranges::copy_if(pasts_, std::back_inserter(found), [&](const Pointer& past) {
    return past->input.streams.seed == run.streams.seed && past->input.streams.run == run.streams.run;
  });
  return found;
}

void KeptWorlds::use(Past& past, State state) {
  const std::lock_guard lock(mutex_);
  past.used = std::max(past.used, state);
}

/// Whether there is room for so many bytes, made by what earlier states used last. Under the lock.
bool KeptWorlds::make_room(std::size_t bytes, State state) {
  while (bytes_ + bytes > most_bytes_) {
    const auto first = std::ranges::min_element(pasts_, {}, [](const Pointer& past) { return past->used; });
    if (first == pasts_.end() || (*first)->used >= state) return false;
    bytes_ -= (*first)->bytes;
    pasts_.erase(first);
  }
  return true;
}

}  // namespace tools
