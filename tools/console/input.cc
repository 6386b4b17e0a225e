#include "tools/console/input.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <streambuf>

#include "sim/experiment/interrupt.h"

namespace tools {
namespace {

class StandardInput : public std::streambuf {
 protected:
  int_type underflow() override {
    ssize_t got = 0;
    do {
      got = read(STDIN_FILENO, held_.data(), held_.size());
    } while (got < 0 && errno == EINTR && !sim::interrupt_requested());
    if (got <= 0) return traits_type::eof();
    setg(held_.data(), held_.data(), held_.data() + got);
    return traits_type::to_int_type(held_.front());
  }

  std::streamsize showmanyc() override {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return poll(&input, 1, 0) > 0 ? 1 : 0;
  }

 private:
  std::array<char, 65536> held_{};
};

}  // namespace

std::istream& input_stream() {
  static StandardInput buffer;
  static std::istream stream(&buffer);
  return stream;
}

}  // namespace tools
