// What commands say: tables to the standard output, all else to the standard error. Both may be full, closed or gone.
#pragma once

#include <ostream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace tools {

/// Makes the standard streams safe to use: a closed one takes no file's place, a reader that goes away ends nothing.
void open_output();

/// Writes to the standard output. Never throws: what was asked for in files is written whatever becomes of the screen.
/// What cannot be written is lost, and so is all after it; end_output() says so.
void put(std::string_view text);

template <class... T>
void say(fmt::format_string<T...> format, T&&... args) {
  put(fmt::format(format, std::forward<T>(args)...));
}

/// Whether something could not be written: a reason to stop what is made for the screen alone.
bool is_output_lost();

/// put() as a stream; it fails when output is lost.
std::ostream& output_stream();

/// Writes to the standard error, if it can.
void complain(std::string_view text);

/// The status to exit with: 1 instead of 0 when output was lost, which is said in one line. A reader that went away had
/// enough, and is no failure.
int end_output(int status);

/// The exit status of a command that made runs.
inline int exit_status(std::size_t failed, bool interrupted) {
  return interrupted ? 130 : failed > 0 ? 1 : 0;
}

}  // namespace tools
