// From a file to its text; node.cc reads the text.
#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/input/kept_trees.h"
#include "sim/input/node.h"

namespace sim {
namespace {

/// A file beyond this is no scenario: the largest of the shipped ones has a hundredth of it.
constexpr std::size_t kLargestMegabytes = 4;

void add_missing_file(const std::filesystem::path& file, const Where& at, Problems& problems) {
  std::error_code error;
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  if (!std::filesystem::is_directory(folder, error)) {
    problems.add(at, "no such file", fmt::format("there is no folder '{}'", folder.string()));
    return;
  }
  std::vector<std::string> names;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  std::sort(names.begin(), names.end());  // a folder lists its files in no order of its own
  const std::string near = nearest(file.filename().string(), names);
  problems.add(at, "no such file", near.empty() ? "" : fmt::format("did you mean '{}'?", near));
}

}  // namespace

Node read_yaml(const std::filesystem::path& file, const std::string& shown_as, Problems& problems) {
  const Where at{source_text(shown_as, ""), 0, 0};
  Node unread = Node::of(Node::Kind::kNothing, at);
  unread.partial = true;
  std::error_code error;
  if (std::filesystem::is_directory(file, error)) {
    problems.add(at, "is a folder, not a file", "name a file in it");
    return unread;
  }
  if (!std::filesystem::exists(file, error)) {
    add_missing_file(file, at, problems);
    return unread;
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string text;
  std::array<char, 65536> block{};
  while (stream.read(block.data(), block.size()) || stream.gcount() > 0) {
    text.append(block.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() <= kLargestMegabytes * 1024 * 1024) continue;
    problems.add(at, "is too large", fmt::format("at most {} MB are read of a file", kLargestMegabytes));
    return unread;
  }
  if (!stream.eof()) {
    problems.add(at, "cannot be read", errno == 0 ? "" : std::generic_category().message(errno));
    return unread;
  }
  if (auto known = kept_tree(text, shown_as)) return *std::move(known);
  const std::size_t before = problems.size();
  Node root = parse_yaml(text, shown_as, problems);
  if (problems.size() == before && !root.partial) keep_tree(text, root);
  return root;
}

}  // namespace sim
