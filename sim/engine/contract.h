// Laws that must hold in release too: a broken one stops the run instead of spoiling its numbers.
#pragma once

#include <stdexcept>
#include <type_traits>

#include <fmt/core.h>

namespace sim {

/// A law of the program was broken: an error in the program, never in what the user wrote.
/// what() is "file:line: the law's text".
class ContractBroken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace detail {

/// A format string, checked when compiled, that knows where it was written.
template <class... Args>
struct LawText {
  fmt::format_string<Args...> text;
  const char* file;
  int line;
  template <class Text>
  consteval LawText(const Text& written, const char* in_file = __builtin_FILE(),  // NOLINT: converts
                    int on_line = __builtin_LINE())
      : text(written), file(in_file), line(on_line) {}
};

[[noreturn, gnu::cold, gnu::noinline]] void contract_broken(const char* file, int line, fmt::string_view text,
                                                            fmt::format_args args);

}  // namespace detail

/// Throws ContractBroken with the formatted text unless the condition holds. Costs one predicted branch.
///   require(stock >= 0, "stock of {} fell to {}", name, stock);
template <class... Args>
void require(bool holds, detail::LawText<std::type_identity_t<Args>...> law, const Args&... args) {
  if (!holds) [[unlikely]] {
    detail::contract_broken(law.file, law.line, law.text, fmt::make_format_args(args...));
  }
}

}  // namespace sim
