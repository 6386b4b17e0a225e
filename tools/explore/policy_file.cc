#include "tools/explore/policy_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/input/node.h"
#include "tools/console/refusal.h"
#include "tools/scenarios/overrides.h"

namespace tools {
namespace {

constexpr std::size_t kLongestName = 40;

bool is_name(const std::string& name) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  if (name.empty() || name.size() > kLongestName || !is_plain(name.front())) return false;
  return std::ranges::all_of(name, [&](char c) { return is_plain(c) || c == '-'; });
}

sim::Node text_node(const std::string& text) {
  sim::Node node = sim::Node::scalar(text, {});
  node.quoted = true;
  return node;
}

}  // namespace

std::string policy_text(const ExploreSide& side, const std::string& name, const std::string& title) {
  sim::Problems problems;
  if (!is_name(name))
    problems.add(argument("name"), fmt::format("'{}' is no name of a policy", name.substr(0, kLongestName)),
                 fmt::format("letters, digits and hyphens, {} at most", kLongestName));
  sim::Node all = sim::Node::of(sim::Node::Kind::kMap, {});
  const auto add = [&](const char* key, const std::string& text) {
    all.entries.change().push_back({key, {}, text_node(text)});
  };
  add("scenario", name);
  add("title", title);
  add("says", fmt::format("{} with what was changed on the page of `explore`.", side.policy));
  add("extends", side.policy);
  for (const std::string& set : side.overrides) {
    if (auto over = read_override(set, problems)) all = sim::merge(std::move(all), over->tree);
  }
  if (!problems.empty()) throw sim::BadInput(problems);
  return sim::write_yaml(all);
}

std::filesystem::path write_policy(const std::filesystem::path& folder, const std::string& name,
                                   const std::string& text) {
  std::filesystem::path path = folder / (name + ".yaml");
  // Made by this call or not at all, whoever else writes here.
  const int file = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);
  if (file < 0) {
    const int error = errno;
    throw sim::FileError(
        error == EEXIST
            ? fmt::format("'{}' is there already: choose another name", path.string())
            : fmt::format("cannot write '{}': {}", path.string(), std::generic_category().message(error)));
  }
  close(file);
  sim::write_file_atomically(path, text);
  return path;
}

}  // namespace tools
