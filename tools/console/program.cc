#include "tools/console/program.h"

namespace tools {
namespace {

// Written once, before anything else runs.
std::string& called_by() {
  static std::string word = "chokepoint";
  return word;
}

}  // namespace

void remember_program(const char* called) { called_by() = called; }

std::string typed_program() { return shell_word(called_by()); }

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-+=:,@%";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string_view::npos) return std::string(word);
  std::string all = "'";
  for (const char c : word) {
    if (c == '\'') {
      all += "'\\''";
    } else {
      all += c;
    }
  }
  return all + "'";
}

}  // namespace tools
