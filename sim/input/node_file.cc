// From a file to its text; node.cc reads the text.
#include <algorithm>
#include <cerrno>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
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

/// The files that this program read while it runs: a command that reads many policies reads what they share again and
/// again. For any thread.
class ReadFiles {
 public:
  std::optional<Node> find(const std::string& shown_as, const std::string& text) {
    const std::lock_guard lock(mutex_);
    const auto file = files_.find(shown_as);
    return file == files_.end() || file->second.text != text ? std::nullopt
                                                             : std::optional(file->second.root);
  }
  void keep(const std::string& shown_as, std::string text, const Node& root) {
    const std::lock_guard lock(mutex_);
    if (files_.size() >= kMost) files_.clear();
    files_[shown_as] = {std::move(text), root};
  }

 private:
  static constexpr std::size_t kMost = 500;
  struct File {
    std::string text;
    Node root;
  };
  std::mutex mutex_;
  std::map<std::string, File> files_;  ///< by the name they are shown by, the last text
};

}  // namespace

Node read_yaml(const std::filesystem::path& file, const std::string& shown_as, Problems& problems) {
  const Where at{source_text(shown_as, ""), 0, 0};
  Node unread = Node::of(Node::Kind::kNothing, at);
  unread.partial = true;
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  if (std::filesystem::is_directory(status)) {
    problems.add(at, "is a folder, not a file", "name a file in it");
    return unread;
  }
  if (!std::filesystem::exists(status)) {
    add_missing_file(file, at, problems);
    return unread;
  }
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::string text;
  constexpr std::size_t kBlock = 65536;
  const auto block = std::make_unique_for_overwrite<char[]>(kBlock);
  while (stream.read(block.get(), kBlock) || stream.gcount() > 0) {
    text.append(block.get(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() <= kLargestMegabytes * 1024 * 1024) continue;
    problems.add(at, "is too large", fmt::format("at most {} MB are read of a file", kLargestMegabytes));
    return unread;
  }
  if (!stream.eof()) {
    problems.add(at, "cannot be read", errno == 0 ? "" : std::generic_category().message(errno));
    return unread;
  }
  static ReadFiles& files = *new ReadFiles;  // never taken down: that costs more than the system does it for
  if (auto known = files.find(shown_as, text)) return *std::move(known);
  const std::size_t before = problems.size();
  auto kept = kept_tree(text, shown_as);
  const bool is_kept = kept.has_value();
  Node root = is_kept ? *std::move(kept) : parse_yaml(text, shown_as, problems);
  if (problems.size() != before || root.partial) return root;
  if (!is_kept) keep_tree(text, root);
  files.keep(shown_as, std::move(text), root);
  return root;
}

}  // namespace sim
