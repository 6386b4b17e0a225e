#include "sim/experiment/progress.h"

#include <sys/ioctl.h>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "sim/experiment/interrupt.h"
#include "sim/report/words.h"

namespace sim {
namespace {

constexpr std::size_t kWidestBar = 30;
constexpr std::size_t kNarrowestBar = 8;
constexpr std::chrono::milliseconds kBetweenDrawings{100};

std::atomic<bool> is_silent{false};

/// Whether a line can be drawn over.
bool can_draw(int terminal) {
  const char* kind = std::getenv("TERM");  // NOLINT(concurrency-mt-unsafe): nobody sets it
  return isatty(terminal) != 0 && (kind == nullptr || std::string_view(kind) != "dumb");
}

/// Rate, time left or taken, and failures.
struct ProgressWords {
  std::string rate;
  std::string left;
  std::string failures;
};

ProgressWords words_of(std::size_t done, std::size_t failed, std::size_t total, double seconds,
                       double shared) {
  ProgressWords words;
  if (done > 0 && seconds > 0) {
    const double per_second = static_cast<double>(done) / seconds;
    words.rate = fmt::format("  {}/s", rounded(per_second));
    words.left = done < total ? fmt::format("  {} left",
                                            duration_words(static_cast<double>(total - done) / per_second))
                              : fmt::format("  in {}", duration_words(seconds));
  }
  if (done > 0 && shared >= 0.01) words.left += fmt::format("  {:.0f} % of the work shared", 100 * shared);
  if (failed > 0) words.failures = fmt::format("  {} failed", failed);
  return words;
}

std::string bar(std::size_t done, std::size_t total, std::size_t width) {
  const std::size_t full = total == 0 ? width : width * std::min(done, total) / total;
  std::string inside(full, '=');
  if (full < width) inside += '>';
  inside.resize(width, ' ');
  return fmt::format("[{}]", inside);
}

}  // namespace

std::size_t terminal_width(int terminal) {
  constexpr std::size_t kUsual = 80;
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nobody sets it
  if (const char* columns = std::getenv("COLUMNS");
      columns != nullptr) {  // NOLINT(concurrency-mt-unsafe): as above
    const std::string_view said(columns);
    std::size_t width = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), width);
    if (error == std::errc{} && end == said.data() + said.size() && width > 0) return width;
  }
  winsize size{};
  return ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : kUsual;
}

std::string duration_words(double seconds) {
  const auto whole = static_cast<long long>(std::clamp(std::ceil(seconds), 0.0, 1e12));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  if (whole < 86400) return fmt::format("{} h {:02} min", whole / 3600, whole % 3600 / 60);
  return fmt::format("{} d {} h", whole / 86400, whole % 86400 / 3600);
}

std::string progress_line(std::size_t done, std::size_t failed, std::size_t total, double seconds,
                          std::size_t width, double shared) {
  const std::string count = fmt::format("{}/{}", done, total);
  const auto [rate, left, failures] = words_of(done, failed, total, seconds, shared);
  const std::string all = fmt::format("{}{}{}{}", count, rate, left, failures);
  if (all.size() + kNarrowestBar + 3 <= width) {
    return fmt::format("{} {}", bar(done, total, std::min(kWidestBar, width - all.size() - 3)), all);
  }
  for (const std::string& shorter :
       {all, fmt::format("{}{}{}", count, left, failures), count + failures, count}) {
    if (shorter.size() <= width) return shorter;
  }
  return count.substr(0, width);
}

void silence_progress() { is_silent = true; }

double next_log_line(double passed) {
  for (const double due : {10.0, 30.0}) {
    if (passed < due) return due;
  }
  return 60 * (std::floor(passed / 60) + 1);
}

Progress::Progress(std::size_t total, int terminal, std::chrono::milliseconds quiet)
    : total_(total), terminal_(terminal), start_(std::chrono::steady_clock::now()) {
  if (is_silent) return;
  drawer_ = can_draw(terminal) ? std::thread([this, quiet] { draw_until_over(quiet); })
                               : std::thread([this, quiet] { log_until_over(quiet); });
}

Progress::~Progress() {
  if (!drawer_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  wake_.notify_one();
  drawer_.join();
}

void Progress::draw_until_over(std::chrono::milliseconds quiet) {
  std::unique_lock lock(mutex_);
  if (wake_.wait_for(lock, quiet, [this] { return over_; })) return;
  do {
    draw("");
  } while (!wake_.wait_for(lock, kBetweenDrawings, [this] { return over_; }));
  draw("\n");
}

void Progress::log_until_over(std::chrono::milliseconds quiet) {
  std::unique_lock lock(mutex_);
  if (wake_.wait_for(lock, quiet, [this] { return over_; })) return;
  while (true) {
    const std::chrono::duration<double> due(next_log_line(seconds()));
    const auto at = start_ + std::chrono::duration_cast<std::chrono::steady_clock::duration>(due);
    if (wake_.wait_until(lock, at, [this] { return over_; })) break;
    log();
  }
  log();
}

void Progress::passed(std::string what) {
  const std::lock_guard lock(mutex_);
  last_ = std::move(what);
}

double Progress::shared() const {
  const auto asked = static_cast<double>(work_asked_.load());
  return asked > 0 ? std::max(0.0, 1 - static_cast<double>(work_done_.load()) / asked) : 0;
}

double Progress::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

void Progress::log() const {
  const std::size_t done = done_.load();  // as in draw()
  const auto [rate, left, failures] =
      words_of(done, std::min(failed_.load(), done), total_, seconds(), shared());
  const std::string text =
      fmt::format("{}/{}{}{}{}{}{}\n", done, total_, rate, left, failures,
                  last_.empty() || done == total_ ? "" : fmt::format("  last: {}", last_),
                  interrupt_requested() ? "  stopping" : "");
  [[maybe_unused]] const auto written = ::write(terminal_, text.data(), text.size());
}

void Progress::draw(std::string_view end) const {
  // The last column stays free: some terminals wrap as soon as it is written.
  const std::size_t width = terminal_width(terminal_) - 1;
  const std::string_view note = interrupt_requested() ? "  stopping" : "";
  const std::size_t done = done_.load();  // a job that fails just now may count as failed but not yet as done
  std::string line = progress_line(done, std::min(failed_.load(), done), total_, seconds(),
                                   width - std::min(width, note.size()), shared());
  line += note;
  line.resize(width, ' ');  // over what a longer line left behind
  const std::string text = fmt::format("\r{}{}", line, end);
  // A terminal that has gone away is no reason to stop a batch.
  [[maybe_unused]] const auto written = ::write(terminal_, text.data(), text.size());
}

}  // namespace sim
