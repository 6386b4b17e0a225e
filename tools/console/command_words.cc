#include "tools/console/command_words.h"

#include <algorithm>
#include <string_view>

namespace tools {
namespace {

constexpr std::string_view kFolder = "--scenarios";

/// How many words at the beginning say where scenarios are: --scenarios DIR or --scenarios=DIR.
std::size_t words_of_folder(const std::vector<std::string>& words) {
  if (words.empty() || !words[0].starts_with(kFolder)) return 0;
  if (words[0] == kFolder) return std::min<std::size_t>(2, words.size());
  return words[0][kFolder.size()] == '=' ? 1 : 0;
}

bool is_option(const std::string& word) { return word.starts_with('-'); }

}  // namespace

std::vector<std::string> with_folder_behind_command(
    std::vector<std::string> words, const std::function<bool(const std::string&)>& reads_scenarios) {
  const auto folder = static_cast<std::ptrdiff_t>(words_of_folder(words));
  const auto begin = words.begin();
  if (begin + folder != words.end() && !is_option(begin[folder])) {
    std::rotate(begin, begin + folder, begin + folder + 1);
    if (!reads_scenarios(words[0])) words.erase(begin + 1, begin + 1 + folder);
  }
  return words;
}

std::vector<std::string> with_help_as_option(std::vector<std::string> words) {
  if (words.empty() || words[0] != "help" || (words.size() > 1 && is_option(words[1]))) return words;
  words[0] = "--help";
  if (words.size() > 1) std::swap(words[0], words[1]);
  return words;
}

}  // namespace tools
