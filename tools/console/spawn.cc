#include "tools/console/spawn.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>

namespace tools {
namespace {

/// What the spawned program's streams are: nothing to read, and what it says is no table.
class Streams {
 public:
  Streams(Said said, const std::string& folder) {
    posix_spawn_file_actions_init(&actions_);
    if (!folder.empty()) posix_spawn_file_actions_addchdir_np(&actions_, folder.c_str());
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (said == Said::kNowhere)
      posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, STDERR_FILENO, STDOUT_FILENO);
  }
  ~Streams() { posix_spawn_file_actions_destroy(&actions_); }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;

  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// A pipe whose ends are closed when it goes.
struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() {
    for (int& end : ends) close(end);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  static void close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
};

/// What comes out of two pipes until both are closed.
void read_both(Pipe& out, Pipe& err, Heard& heard) {
  std::array<pollfd, 2> open{pollfd{out.ends[0], POLLIN, 0}, pollfd{err.ends[0], POLLIN, 0}};
  const std::array<std::string*, 2> texts{&heard.out, &heard.err};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (::poll(open.data(), open.size(), -1) < 0 && errno != EINTR) return;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].fd < 0 || open[i].revents == 0) continue;
      std::array<char, 4096> piece{};
      const ssize_t size = ::read(open[i].fd, piece.data(), piece.size());
      if (size > 0) texts[i]->append(piece.data(), static_cast<std::size_t>(size));
      if (size == 0 || (size < 0 && errno != EINTR)) open[i].fd = -1;
    }
  }
}

/// As posix_spawn takes words: they must outlive it.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

Ended wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return {errno};
  }
  return {0, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

}  // namespace

Heard run_and_listen(std::vector<std::string> words) {
  const std::vector<char*> arguments = pointers_to(words);
  Heard heard;
  Pipe out;
  Pipe err;
  if (out.ends[1] < 0 || err.ends[1] < 0) return {{errno}, "", ""};
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.ends[1], STDERR_FILENO);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return {{error}, "", ""};
  Pipe::close(out.ends[1]);
  Pipe::close(err.ends[1]);
  read_both(out, err, heard);
  heard.ended = wait_for(child);
  return heard;
}

Ended run_and_wait(std::vector<std::string> words, Said said, const std::string& folder) {
  const std::vector<char*> arguments = pointers_to(words);
  const Streams streams(said, folder);
  pid_t child = 0;
  const int error = posix_spawnp(&child, arguments[0], streams.get(), nullptr, arguments.data(), environ);
  if (error != 0) return {error};
  return wait_for(child);
}

}  // namespace tools
