// The real program with its page of `explore`, started in a folder of its own and ended by a signal.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>
#include <string>

#include "tests/support/program.h"

namespace tests {

/// Started when it is made, and known by the address that it printed then; nobody waits for a time.
class StartedPage {
 public:
  explicit StartedPage(const std::string& runs = "100") {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe for a test");
    const std::string in = folder_.path.string();
    pid_ = fork();
    if (pid_ == 0) {
      signal(SIGINT, SIG_DFL);
      dup2(ends[1], STDOUT_FILENO);
      if (chdir(in.c_str()) != 0) _exit(1);
      execl(CHOKEPOINT, CHOKEPOINT, "explore", "history", "tight", "-n", runs.c_str(), nullptr);
      _exit(127);
    }
    close(ends[1]);
    for (char letter = 0; read(ends[0], &letter, 1) == 1 && letter != '\n';) address_ += letter;
    close(ends[0]);
  }
  ~StartedPage() {
    if (pid_ > 0) end(SIGKILL);
  }
  StartedPage(const StartedPage&) = delete;
  StartedPage& operator=(const StartedPage&) = delete;

  const std::string& address() const { return address_; }
  std::filesystem::path folder() const { return folder_.path; }
  int port() const { return std::stoi(address_.substr(address_.find(':', 5) + 1)); }
  std::string token() const {
    const std::size_t begin = address_.find("token=") + 6;
    return address_.substr(begin, address_.find('&', begin) - begin);
  }
  /// Its exit status after a signal; -1: ended by it.
  int end(int with) {
    kill(pid_, with);
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  Folder folder_;
  pid_t pid_ = 0;
  std::string address_;
};

}  // namespace tests
