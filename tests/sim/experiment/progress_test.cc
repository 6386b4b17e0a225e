#include "sim/experiment/progress.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <doctest/doctest.h>
#include <pty.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

using std::chrono::milliseconds;

/// A terminal nobody looks at, and what was written to it.
struct Screen {
  int reader = -1;
  int terminal = -1;
  explicit Screen(unsigned short width) {
    winsize size{24, width, 0, 0};
    REQUIRE_MESSAGE(openpty(&reader, &terminal, nullptr, nullptr, &size) == 0,
                    "no terminal to be had: is /dev/pts mounted?");
  }
  ~Screen() {
    ::close(reader);
    ::close(terminal);
  }
  /// All that was written. What is written arrives a little later, in order: read until a mark of our own.
  std::string text() const {
    constexpr char kMark = '\x03';
    REQUIRE(::write(terminal, &kMark, 1) == 1);
    std::string seen;
    for (char letter = 0; ::read(reader, &letter, 1) == 1 && letter != kMark;) seen += letter;
    return seen;
  }
};

TEST_CASE("the progress line shows bar, count, rate, time left and failures") {
  CHECK(sim::progress_line(120, 2, 200, 15, 80) ==
        "[==================>           ] 120/200  8/s  10 s left  2 failed");
  CHECK(sim::progress_line(200, 0, 200, 15, 80) == "[==============================] 200/200  13/s  in 15 s");
}

TEST_CASE("before a job is done there is no rate and no promise") {
  CHECK(sim::progress_line(0, 0, 200, 5, 80) == "[>                             ] 0/200");
  CHECK(sim::progress_line(0, 0, 0, 5, 80) == "[==============================] 0/0");
}

TEST_CASE("time left follows from the rate over the whole time so far") {
  CHECK(sim::progress_line(1, 0, 200, 0.5, 80).find("  2/s  1 min 40 s left") != std::string::npos);
  CHECK(sim::progress_line(1, 0, 2000, 60, 80).find("  0.017/s  1 d 9 h left") != std::string::npos);
}

TEST_CASE("a narrow terminal loses the bar, the rate, the time left and the failures in this order") {
  CHECK(sim::progress_line(120, 2, 200, 15, 46) == "[======>   ] 120/200  8/s  10 s left  2 failed");
  CHECK(sim::progress_line(120, 2, 200, 15, 40) == "120/200  8/s  10 s left  2 failed");
  CHECK(sim::progress_line(120, 2, 200, 15, 30) == "120/200  10 s left  2 failed");
  CHECK(sim::progress_line(120, 2, 200, 15, 20) == "120/200  2 failed");
  CHECK(sim::progress_line(120, 2, 200, 15, 10) == "120/200");
  CHECK(sim::progress_line(120, 2, 200, 15, 4) == "120/");
  for (std::size_t width = 0; width < 90; ++width) {
    CHECK(sim::progress_line(1234, 56, 9999, 3600, width).size() <= width);
  }
}

TEST_CASE("durations are told in their two largest units") {
  CHECK(sim::duration_words(0.2) == "1 s");
  CHECK(sim::duration_words(59.5) == "1 min 00 s");
  CHECK(sim::duration_words(7500) == "2 h 05 min");
  CHECK(sim::duration_words(3 * 86400 + 4 * 3600) == "3 d 4 h");
}

/// What a log holds after a batch of 2 jobs that are soon over.
std::string logged(milliseconds quiet) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  {
    sim::Progress progress(2, ends[1], quiet);
    progress.succeeded();
    progress.failed();
    std::this_thread::sleep_for(milliseconds(30));
  }
  ::close(ends[1]);
  std::string text;
  for (char letter = 0; ::read(ends[0], &letter, 1) == 1;) text += letter;
  ::close(ends[0]);
  return text;
}

TEST_CASE("a log gets plain lines, and none for a batch that is soon over") {
  const std::string text = logged(milliseconds(0));
  CHECK(text.starts_with("2/2  "));
  CHECK(text.ends_with(" in 1 s  1 failed\n"));
  CHECK(text.find_first_of("\r\x1b[") == std::string::npos);
  CHECK(logged(std::chrono::seconds(2)) == "");
}

TEST_CASE("a log of a batch that was stopped says what was done last") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  {
    sim::Progress progress(2, ends[1], milliseconds(0));
    progress.passed("tight, point 12");
    progress.succeeded();
    std::this_thread::sleep_for(milliseconds(30));
  }
  ::close(ends[1]);
  std::array<char, 200> text{};
  CHECK(::read(ends[0], text.data(), text.size() - 1) > 0);
  ::close(ends[0]);
  CHECK(std::string(text.data()).ends_with("  last: tight, point 12\n"));
}

TEST_CASE("lines of a log come after 10 s, 30 s, and every minute") {
  std::vector<double> due{0};
  while (due.size() < 7) due.push_back(sim::next_log_line(due.back()));
  CHECK(due == std::vector<double>{0, 10, 30, 60, 120, 180, 240});
  CHECK(sim::next_log_line(2.5) == 10);
  CHECK(sim::next_log_line(400) == 420);
}

TEST_CASE("a dumb terminal is written to as a log is") {
  const Screen screen(60);
  setenv("TERM", "dumb", 1);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  {
    sim::Progress progress(1, screen.terminal, milliseconds(0));
    progress.succeeded();
    std::this_thread::sleep_for(milliseconds(250));
  }
  unsetenv("TERM");  // NOLINT(concurrency-mt-unsafe)
  const std::string text = screen.text();
  CHECK(text.starts_with("1/1  "));
  CHECK(text.find('[') == std::string::npos);
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
}

TEST_CASE("a batch that is soon over shows no progress") {
  const Screen screen(80);
  {
    sim::Progress progress(1, screen.terminal);
    progress.succeeded();
  }
  CHECK(screen.text().empty());
}

TEST_CASE("a longer batch draws over one line and leaves it complete") {
  const Screen screen(60);
  const auto start = std::chrono::steady_clock::now();
  {
    sim::Progress progress(2, screen.terminal, milliseconds(0));
    progress.succeeded();
    std::this_thread::sleep_for(milliseconds(350));
    progress.failed();
  }
  const auto tenths = (std::chrono::steady_clock::now() - start) / milliseconds(100);
  const std::string text = screen.text();
  CHECK(text.find("\r[") == 0);
  CHECK(text.find(" 1/2  ") != std::string::npos);
  const std::string last = text.substr(text.rfind("\r[") + 1);  // the terminal turns \n into \r\n
  CHECK(last.find(" 2/2  ") != std::string::npos);
  CHECK(last.find("  1 failed") != std::string::npos);
  CHECK(last.substr(59) == "\r\n");
  CHECK(static_cast<long>(text.size()) <=
        61 * (tenths + 2));  // ten drawings a second, the first and the last
}

}  // namespace
