#include "sim/experiment/store_lock.h"

#include <cerrno>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sim/experiment/files.h"
#include "sim/experiment/store_sql.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

/// This program, for whoever finds the file locked.
std::string holder() {
  char machine[256] = "";
  gethostname(machine, sizeof machine - 1);
  return fmt::format("program {} on {}", getpid(), machine);
}

/// Whether an open file is still the one of that name: a former holder removes it when done.
bool is_still_there(int open, const fs::path& path) {
  struct stat mine {};
  struct stat there {};
  return fstat(open, &mine) == 0 && stat(path.c_str(), &there) == 0 && mine.st_dev == there.st_dev &&
         mine.st_ino == there.st_ino;
}

}  // namespace

WriterLock::WriterLock(const fs::path& file) : path_(fs::weakly_canonical(file)) {
  path_ += "-lock";
  const auto fail = [&file](const std::string& why) {
    throw StoreError(sql::sentence(file, sql::Use::kWrite, why));
  };
  while (true) {
    open_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (open_ < 0) fail(std::generic_category().message(errno));
    if (flock(open_, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      ::close(open_);
      if (error != EWOULDBLOCK) fail(std::generic_category().message(error));
      fail(fmt::format("{} is writing it; wait until it is done, or write another file", read_file(path_)));
    }
    if (is_still_there(open_, path_)) break;
    ::close(open_);
  }
  const std::string name = holder();
  if (ftruncate(open_, 0) != 0 || ::write(open_, name.data(), name.size()) < 0) {
    const int error = errno;
    ::close(open_);
    fail(std::generic_category().message(error));
  }
}

WriterLock::~WriterLock() {
  ::unlink(path_.c_str());  // while it is held: nobody can have locked this one since
  ::close(open_);
}

}  // namespace sim
