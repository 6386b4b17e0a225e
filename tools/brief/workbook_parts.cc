#include "tools/brief/workbook_parts.h"

#include <cstddef>
#include <cstdint>
#include <stdexcept>

#include <fmt/format.h>
#include <zlib.h>

namespace tools {
namespace {

/// Numbers of an archive, lowest byte first. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
class Bytes {
 public:
  explicit Bytes(std::string_view all) : all_(all) {}

  std::string_view at(std::size_t place, std::size_t count) const {
    if (place > all_.size() || count > all_.size() - place)
      throw std::runtime_error("the archive is cut off");
    return all_.substr(place, count);
  }
  std::uint32_t number(std::size_t place, std::size_t bytes) const {
    std::uint32_t value = 0;
    const std::string_view digits = at(place, bytes);
    for (std::size_t i = bytes; i > 0; --i) value = value << 8 | static_cast<unsigned char>(digits[i - 1]);
    return value;
  }

 private:
  std::string_view all_;
};

std::string inflated(std::string_view packed, std::size_t size, std::uint32_t checksum) {
  std::string text(size, '\0');
  z_stream stream{};
  // Negative: a bare stream, as archives have.
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::runtime_error("no memory to read it back");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int ended = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  const bool is_whole =
      ended == Z_STREAM_END && stream.avail_out == 0 &&
      crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(size)) == checksum;
  return is_whole ? text : "";
}

/// Whether the last tag closes the first one.
bool is_whole_document(std::string_view xml) {
  while (xml.ends_with('\n')) xml.remove_suffix(1);
  const std::size_t declared = xml.find("?>");
  if (declared == std::string_view::npos) return false;
  const std::size_t begin = xml.find('<', declared);
  if (begin == std::string_view::npos || !xml.ends_with('>')) return false;
  const std::string_view name = xml.substr(begin + 1, xml.find_first_of(" />", begin) - begin - 1);
  const std::size_t last = xml.rfind('<');
  return last == begin ? xml.ends_with("/>") : xml.substr(last) == fmt::format("</{}>", name);
}

}  // namespace

std::map<std::string, std::string> workbook_parts(std::string_view archive) {
  constexpr std::string_view kEnd = "PK\x05\x06";
  constexpr std::size_t kDeflated = 8;
  const Bytes bytes(archive);
  const std::size_t end = archive.rfind(kEnd);
  if (end == std::string_view::npos) throw std::runtime_error("the archive is cut off");
  const std::uint32_t count = bytes.number(end + 10, 2);
  std::size_t entry = bytes.number(end + 16, 4);
  std::map<std::string, std::string> parts;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::uint32_t name_size = bytes.number(entry + 28, 2);
    const std::string name(bytes.at(entry + 46, name_size));
    const std::size_t header = bytes.number(entry + 42, 4);
    const std::size_t data = header + 30 + bytes.number(header + 26, 2) + bytes.number(header + 28, 2);
    std::string text;
    if (bytes.number(entry + 10, 2) == kDeflated)
      text = inflated(bytes.at(data, bytes.number(entry + 20, 4)), bytes.number(entry + 24, 4),
                      bytes.number(entry + 16, 4));
    if (!is_whole_document(text)) throw std::runtime_error(fmt::format("its part {} is incomplete", name));
    parts[name] = std::move(text);
    entry += 46 + name_size + bytes.number(entry + 30, 2) + bytes.number(entry + 32, 2);
  }
  return parts;
}

}  // namespace tools
