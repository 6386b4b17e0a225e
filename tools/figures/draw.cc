#include "tools/figures/draw.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/installation.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Why there are no pictures, and what helps.
std::string lack_of_renderer(const fs::path& renderer) {
  const std::string written = "figures: specifications and values are written, but no SVG and PNG";
  if (renderer.empty()) return written + ": what draws them did not come with the program\n";
  return fmt::format(
      "{}: `tools/setup brief`, or `npm ci --ignore-scripts --prefix '{}'`, installs what draws them\n", written,
      renderer.string());
}

/// What the spawned program's streams are: nothing to read, and what it says is no table.
class Streams {
 public:
  Streams() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
  }
  ~Streams() { posix_spawn_file_actions_destroy(&actions_); }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

struct Ended {
  int error = 0;    ///< why the program could not be started; 0: it was
  int status = -1;  ///< its exit status; -1: ended by a signal
};

/// Runs a program that is looked up in PATH and waits for its end. No shell reads the words.
Ended run_and_wait(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const Streams streams;
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], streams.get(), nullptr, arguments.data(), environ);
  if (error != 0) return {error};
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return {errno};
  }
  return {0, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

std::string draw_all(const std::vector<fs::path>& specifications, const fs::path& renderer) {
  std::error_code error;
  // An empty path would mean what lies where the program was started.
  if (renderer.empty() || !fs::exists(renderer / "node_modules" / "vega-lite", error))
    return lack_of_renderer(renderer);
  std::vector<std::string> words{"node", (renderer / "render.mjs").string()};
  // An absolute path cannot be taken for an option.
  for (const fs::path& specification : specifications) words.push_back(fs::absolute(specification).string());
  const Ended ended = run_and_wait(std::move(words));
  if (ended.error == ENOENT) return lack_of_renderer(renderer);
  if (ended.error != 0)
    return fmt::format("figures: not drawn: node: {}\n", std::generic_category().message(ended.error));
  if (ended.status < 0) return "figures: not all drawn: a signal ended node\n";
  return ended.status == 0 ? "" : fmt::format("figures: not all drawn: node ended with {}\n", ended.status);
}

}  // namespace

fs::path renderer_folder() { return sim::installed("share/chokepoint/figures"); }

std::string write_figures(const fs::path& folder, const std::vector<Figure>& figures,
                          const fs::path& renderer) {
  sim::make_result_folder(folder);
  std::vector<fs::path> specifications;
  for (const Figure& figure : figures) {
    specifications.push_back(folder / (figure.name + ".vl.json"));
    sim::write_file_atomically(specifications.back(), figure.spec.dump(1) + "\n");
    sim::write_file_atomically(folder / (figure.name + ".csv"), sim::write(figure.data, sim::Format::kCsv));
    // A picture beside values that are not its own would mislead.
    std::error_code error;
    for (const char* ending : {".svg", ".png"}) fs::remove(folder / (figure.name + ending), error);
  }
  return figures.empty() ? "" : draw_all(specifications, renderer);
}

}  // namespace tools
