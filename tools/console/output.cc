#include "tools/console/output.h"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <csignal>
#include <streambuf>
#include <system_error>

namespace tools {
namespace {

int output_error = 0;  ///< of the first write that failed; 0: none

/// Writes it all; returns the reason when that fails, else 0.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

class OutputBuffer : public std::streambuf {
 protected:
  std::streamsize xsputn(const char* text, std::streamsize count) override {
    put({text, static_cast<std::size_t>(count)});
    return is_output_lost() ? 0 : count;
  }
  int_type overflow(int_type letter) override {
    const char one = traits_type::to_char_type(letter);
    return xsputn(&one, 1) == 1 ? letter : traits_type::eof();
  }
};

}  // namespace

void open_output() {
  std::signal(SIGPIPE, SIG_IGN);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    // The lowest free number is taken, which is this one; the way it is opened keeps what is written failing.
    [[maybe_unused]] const int taken =
        ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);  // NOLINT(android-cloexec-open)
  }
}

void put(std::string_view text) {
  if (output_error == 0) output_error = write_all(STDOUT_FILENO, text);
}

bool is_output_lost() { return output_error != 0; }

std::ostream& output_stream() {
  static OutputBuffer buffer;
  static std::ostream stream(&buffer);
  return stream;
}

void complain(std::string_view text) { write_all(STDERR_FILENO, text); }

int end_output(int status) {
  if (output_error == 0 || output_error == EPIPE) return status;
  complain(fmt::format("chokepoint: cannot write to the standard output: {}\n",
                       std::generic_category().message(output_error)));
  return status == 0 ? 1 : status;
}

}  // namespace tools
