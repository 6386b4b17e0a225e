#include "tools/explore/desk.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "sim/engine/processors.h"
#include "sim/experiment/files.h"
#include "sim/experiment/interrupt.h"
#include "sim/input/problems.h"
#include "tools/console/program.h"
#include "tools/console/refusal.h"
#include "tools/explore/choices.h"
#include "tools/explore/law_changes.h"
#include "tools/explore/policy_file.h"
#include "tools/explore/saved_brief.h"
#include "tools/figures/scripts.h"
#include "tools/scenarios/folder.h"

namespace tools {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr const char* kJson = "application/json";
/// Traced runs that are kept, and that may be waited for.
constexpr std::size_t kMostTraced = 4;
constexpr int kMostWaiting = 6;
/// Between two answers of one stream, so that a page is not drawn more often than it is looked at.
constexpr milliseconds kBetweenAnswers{250};
constexpr milliseconds kPatience{100};

HttpReply json_reply(const json& body, int status = 200) {
  return {.status = status, .type = kJson, .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

/// What is wrong, as the command line says it.
HttpReply refusal_reply(const std::string& why, int status) {
  return json_reply({{"problems", why}}, status);
}

std::string word_of_query(const HttpRequest& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? "" : found->second;
}

void fill_in(std::string& text, std::string_view place, const std::string& value) {
  for (std::size_t at = text.find(place); at != std::string::npos; at = text.find(place, at + value.size()))
    text.replace(at, place.size(), value);
}

std::string event_text(const char* name, const std::string& data) {
  return fmt::format("event: {}\ndata: {}\n\n", name, data);
}

std::size_t side_of_query(const HttpRequest& request) {
  const std::string side = word_of_query(request, "side");
  if (side != "a" && side != "b")
    refuse_input(argument("side"), fmt::format("'{}' is no side", side), "a or b");
  return side == "b" ? 1 : 0;
}

/// Files of this machine may be named on the command line; a page names policies.
void refuse_paths(const ExploreState& state, const ExploreState& start) {
  for (const ExploreSide& side : state.sides) {
    const bool is_typed = std::ranges::any_of(
        start.sides, [&](const ExploreSide& typed) { return typed.policy == side.policy; });
    if (!is_typed && side.policy.find('/') != std::string::npos)
      refuse_input(argument("SCENARIO"), fmt::format("no scenario '{}'", side.policy),
                   "a page takes names of policies, not paths");
  }
}

/// What every command line of these pages says beside its state.
std::string words_of(const ExploreOptions& options) {
  std::string words = command_words(options.belief, scenario_folder(options.folder));
  if (!options.folder.empty()) words += " --scenarios " + shell_word(options.folder);
  return words;
}

/// The stream of a page: the beginning, runs as they end, what they say by now.
class RunStream {
 public:
  RunStream(Workers::Work work, json beginning, const std::atomic<bool>& stop)
      : work_(std::move(work)), beginning_(std::move(beginning)), stop_(stop) {}

  bool operator()(const SendPiece& send) {
    if (!beginning_.is_null()) {
      const bool listens = send(event_text("begin", beginning_.dump()));
      beginning_ = nullptr;
      return listens;
    }
    const LiveRuns::News news = work_->news(seen_, kPatience);
    std::string text;
    for (const std::string& run : news.runs) text += event_text("run", run);
    seen_ += news.runs.size();
    is_fresh_ = is_fresh_ || !news.runs.empty();
    const auto now = std::chrono::steady_clock::now();
    const bool ends = stop_ || (news.over && news.runs.empty());
    if (ends || (is_fresh_ && now >= next_answer_)) {
      text += event_text("answer", work_->answer_now().dump());
      next_answer_ = now + kBetweenAnswers;
      is_fresh_ = false;
    }
    if (ends) text += event_text(stop_ || work_->is_stopped() ? "stopped" : "done", "{}");
    // A comment, so that who went away is noticed.
    if (text.empty()) text = ":\n\n";
    return send(text) && !ends;
  }

 private:
  Workers::Work work_;
  json beginning_;
  const std::atomic<bool>& stop_;
  std::size_t seen_ = 0;
  bool is_fresh_ = false;
  std::chrono::steady_clock::time_point next_answer_{};
};

}  // namespace

Desk::Desk(ExploreOptions options, ExploreState start, std::filesystem::path saved)
    : options_(std::move(options)),
      start_(std::move(start)),
      saved_(std::move(saved)),
      workers_(options_.threads == 0 ? sim::usable_processors() : options_.threads) {}

void Desk::stop() { stop_ = true; }

void Desk::begin() {
  const std::lock_guard lock(beginning_);
  begun_ = work_of(start_);
  workers_.begin("", begun_);
}

Desk::Route Desk::route_of(const HttpRequest& request) {
  struct Row {
    const char* method;
    const char* path;
    Route route;
  };
  static constexpr Row kRoutes[] = {{"GET", "/", &Desk::page},
                                    {"GET", "/explore.js", &Desk::script},
                                    {"GET", "/explore_charts.js", &Desk::script},
                                    {"GET", "/explore_map.js", &Desk::script},
                                    {"GET", "/explore.css", &Desk::style},
                                    {"GET", "/drawing.js", &Desk::drawing},
                                    {"GET", "/land", &Desk::land},
                                    {"GET", "/choices", &Desk::choices},
                                    {"GET", "/refused", &Desk::refused},
                                    {"GET", "/runs", &Desk::runs},
                                    {"GET", "/map", &Desk::map},
                                    {"GET", "/event", &Desk::event},
                                    {"POST", "/policy", &Desk::save_policy},
                                    {"POST", "/brief", &Desk::save_brief}};
  for (const Row& row : kRoutes) {
    if (request.method == row.method && request.path == row.path) return row.route;
  }
  return nullptr;
}

HttpReply Desk::answer(const HttpRequest& request) {
  if (const std::string why = door_.refusal(request); !why.empty()) return refusal_reply(why, 403);
  const Route route = route_of(request);
  if (route == nullptr) return refusal_reply("there is nothing at this address", 404);
  try {
    return (this->*route)(request);
  } catch (const sim::BadInput& bad) {
    return refusal_reply(bad.what(), 400);
  } catch (const sim::Interrupted&) {
    return refusal_reply("the program was stopped", 503);
  } catch (const sim::FileError& error) {
    return refusal_reply(error.what(), 409);
  } catch (const std::exception& error) {
    return refusal_reply(error.what(), 500);
  }
}

ExploreState Desk::state_of(const HttpRequest& request) const {
  sim::Problems problems;
  ExploreState state = read_state(request.query, start_, problems);
  if (!problems.empty()) throw sim::BadInput(problems);
  refuse_paths(state, start_);
  return state;
}

HttpReply Desk::page(const HttpRequest& /*request*/) {
  std::string text = page_file("explore.html");
  fill_in(text, "{{token}}", door_.token);
  return {.type = "text/html; charset=utf-8", .body = std::move(text)};
}

HttpReply Desk::script(const HttpRequest& request) {
  return {.type = "text/javascript; charset=utf-8", .body = page_file(request.path.substr(1))};
}

HttpReply Desk::style(const HttpRequest& /*request*/) {
  return {.type = "text/css; charset=utf-8", .body = page_file("explore.css")};
}

HttpReply Desk::drawing(const HttpRequest& /*request*/) {
  static const PageScripts scripts = page_scripts();
  const std::string lack = fmt::format("globalThis.lackOfDrawing = {};\n", json(scripts.lack).dump());
  return {.type = "text/javascript; charset=utf-8", .body = lack + scripts.drawing};
}

HttpReply Desk::land(const HttpRequest& /*request*/) {
  static const PageScripts scripts = page_scripts();
  return {.type = kJson, .body = scripts.land.empty() ? "{}" : scripts.land};
}

std::shared_ptr<LiveRuns> Desk::work_of(const ExploreState& state) {
  const std::lock_guard lock(reading_);
  return std::make_shared<LiveRuns>(study_of(state, options_), state.question, kept_runs_);
}

Study Desk::study_of_one(const ExploreState& state, std::size_t side) {
  const std::lock_guard lock(reading_);
  return study_of_side(state, side, options_);
}

HttpReply Desk::choices(const HttpRequest& /*request*/) {
  const std::lock_guard lock(reading_);
  json all = choices_of(scenario_folder(options_.folder));
  all["start"] = query_of(start_);
  all["most_runs"] = kMostExploredRuns;
  return json_reply(all);
}

/// What the law of a side cannot be changed by, besides what it is changed by already.
HttpReply Desk::refused(const HttpRequest& request) {
  const ExploreState state = state_of(request);
  const ExploreSide& side = state.sides[side_of_query(request)];
  const std::lock_guard lock(reading_);
  return json_reply(
      {{"refused", refused_changes(scenario_folder(options_.folder), side.policy, side.overrides)}});
}

HttpReply Desk::runs(const HttpRequest& request) {
  const ExploreState state = state_of(request);
  if (const std::lock_guard lock(beginning_); begun_ != nullptr) workers_.end(std::exchange(begun_, nullptr));
  const std::shared_ptr<LiveRuns> work = work_of(state);
  json beginning = work->beginning();
  beginning["commands"] = command_lines(state, words_of(options_));
  beginning["query"] = query_of(state);
  workers_.begin(word_of_query(request, "client").substr(0, kLongestWord), work);
  HttpReply reply{.type = "text/event-stream"};
  reply.stream = RunStream(work, std::move(beginning), stop_);
  reply.ended = [this, work] { workers_.end(work); };
  return reply;
}

/// One after the other, so that pages cannot ask for more than one thread of them.
std::shared_ptr<const Flows> Desk::traced(const HttpRequest& request) {
  const ExploreState state = state_of(request);
  const std::size_t side = side_of_query(request);
  const std::string key = fmt::format(
      "{} {}", json{{"p", state.sides[side].policy}, {"s", state.sides[side].overrides}}.dump(), state.seed);
  struct Waiting {
    std::atomic<int>& count;
    explicit Waiting(std::atomic<int>& of) : count(of) { ++count; }
    ~Waiting() { --count; }
  };
  const Waiting waiting(waiting_);
  if (waiting_ > kMostWaiting)
    throw std::runtime_error("too many runs are being traced: try again in a moment");
  const std::lock_guard lock(tracing_);
  const auto found = std::ranges::find(kept_, key, &Traced::key);
  if (found != kept_.end()) return found->flows;
  const Study study = study_of_one(state, side);
  auto flows = std::make_shared<const Flows>(study.variants.front().scenario, state.seed, 0, stop_);
  kept_.push_back({key, flows});
  if (kept_.size() > kMostTraced) kept_.pop_front();
  return flows;
}

HttpReply Desk::map(const HttpRequest& request) {
  const auto flows = traced(request);
  json body = flows->map();
  body["events"] = flows->events();
  return json_reply(body);
}

HttpReply Desk::event(const HttpRequest& request) {
  const std::string word = word_of_query(request, "n");
  const bool is_number = !word.empty() && word.size() < 7 &&
                         std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
  const auto flows = traced(request);
  const std::string text = is_number ? flows->explained(std::stoul(word)) : "";
  if (text.empty()) refuse_input(argument("n"), fmt::format("no event '{}'", word.substr(0, 20)));
  return json_reply({{"text", text}});
}

HttpReply Desk::save_policy(const HttpRequest& request) {
  const ExploreState state = state_of(request);
  const std::size_t side = side_of_query(request);
  const std::string name = word_of_query(request, "name");
  const std::string title = word_of_query(request, "title").substr(0, kLongestWord);
  const std::string text = policy_text(state.sides[side], name, title.empty() ? name : title);
  study_of_one(state, side);  // what cannot be run is not saved
  const auto path = write_policy(saved_, name, text);
  return json_reply({{"file", path.filename().string()},
                     {"text", text},
                     {"check", fmt::format("chokepoint check {}", path.filename().string())}});
}

HttpReply Desk::save_brief(const HttpRequest& request) {
  const ExploreState state = state_of(request);
  const std::unique_lock lock(saving_, std::try_to_lock);
  if (!lock.owns_lock()) return refusal_reply("a brief is being made: try again in a moment", 503);
  const SavedBrief saved = save_brief_of(state, options_, kept_runs_, saved_, stop_);
  const std::string file = std::filesystem::relative(saved.page, saved_).string();
  std::string says = fmt::format("Saved: {}", file);
  for (const std::string& lack : saved.lacks) says += fmt::format(". Not made: {}", lack);
  return json_reply({{"file", file}, {"says", says}});
}

}  // namespace tools
