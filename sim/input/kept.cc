#include "sim/input/kept.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/numeric/hash.h"

namespace sim {
namespace {

namespace fs = std::filesystem;

/// Edited files and older programs leave some behind; with more than this the folder is emptied.
constexpr std::ptrdiff_t kMostKept = 1000;
constexpr std::string_view kSuffix = ".kept";

struct Keeping {
  fs::path folder;
  std::string program;
};
Keeping& keeping() {
  static Keeping one;
  return one;
}

std::uint64_t sum_of(std::string_view bytes) { return hash_bytes(0, std::as_bytes(std::span(bytes))); }

fs::path file_of(std::string_view kind, const std::string& text) {
  return keeping().folder /
         fmt::format("{}-{}-{}{}", kind, hex(hash_of(keeping().program)), hex(sum_of(text)), kSuffix);
}

/// What a file begins with: all that the bytes follow from, so that no two hashes need differ.
std::string head_of(std::string_view kind, const std::string& text) {
  return fmt::format("{} {}\n{}\n", kind, keeping().program, text.size()) + text;
}

void make_room() {
  std::error_code error;
  const fs::directory_iterator all(keeping().folder, error);
  if (error || std::distance(fs::begin(all), fs::end(all)) <= kMostKept) return;
  for (fs::directory_iterator file(keeping().folder, error), end; !error && file != end;
       file.increment(error)) {
    std::error_code ignored;
    const fs::path suffix = file->path().extension();
    if (suffix == kSuffix || suffix == ".tree") fs::remove(file->path(), ignored);  // an older program's name
  }
}

std::optional<std::string> whole_file(const fs::path& file) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(file, error);
  if (error) return std::nullopt;
  std::string all(size, '\0');
  std::ifstream stream(file, std::ios::binary);
  if (!stream.read(all.data(), static_cast<std::streamsize>(size))) return std::nullopt;
  return all;
}

}  // namespace

void keep_in(fs::path folder, std::string program) { keeping() = {std::move(folder), std::move(program)}; }

std::optional<std::string> kept_bytes(std::string_view kind, const std::string& text) {
  if (keeping().folder.empty()) return std::nullopt;
  std::optional<std::string> whole = whole_file(file_of(kind, text));
  const std::string begins = head_of(kind, text);
  std::uint64_t sum = 0;
  if (!whole || !whole->starts_with(begins) || whole->size() < begins.size() + sizeof sum)
    return std::nullopt;
  std::memcpy(&sum, whole->data() + begins.size(), sizeof sum);
  whole->erase(0, begins.size() + sizeof sum);
  if (sum != sum_of(*whole)) return std::nullopt;
  return whole;
}

void keep_bytes(std::string_view kind, const std::string& text, std::string_view bytes) {
  if (keeping().folder.empty()) return;
  std::error_code error;
  fs::create_directories(keeping().folder, error);
  static const bool has_room = (make_room(), true);
  static_cast<void>(has_room);
  const std::uint64_t sum = sum_of(bytes);
  // Written aside and then named, so that nobody reads half of it.
  const fs::path file = file_of(kind, text);
  fs::path aside = file;
  aside += fmt::format(".{}", getpid());
  std::ofstream stream(aside, std::ios::binary);
  stream << head_of(kind, text);
  stream.write(reinterpret_cast<const char*>(&sum), sizeof sum);
  stream << bytes;
  stream.close();
  if (stream) {
    fs::rename(aside, file, error);
  } else {
    fs::remove(aside, error);
  }
}

}  // namespace sim
