#include "sim/experiment/store_detail.h"

#include <cstdint>
#include <cstring>
#include <new>

#include <zlib.h>

#include "sim/experiment/store.h"

namespace sim {

std::string deflated(std::string_view bytes) {
  if (bytes.empty()) return {};
  // How many bytes there will be comes first.
  const std::uint64_t size = bytes.size();
  uLongf room = compressBound(bytes.size());
  std::string out(sizeof size + room, '\0');
  std::memcpy(out.data(), &size, sizeof size);
  if (compress(reinterpret_cast<Bytef*>(out.data() + sizeof size), &room,
               reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) != Z_OK)
    throw std::bad_alloc();
  out.resize(sizeof size + room);
  return out;
}

std::string inflated(std::string_view deflated) {
  std::uint64_t size = 0;
  if (deflated.empty()) return {};
  if (deflated.size() < sizeof size) throw StoreError("the detail of a run is cut short");
  std::memcpy(&size, deflated.data(), sizeof size);
  deflated.remove_prefix(sizeof size);
  // Deflating makes nothing shorter than a thousandth.
  if (size / 1100 > deflated.size())
    throw StoreError("the detail of a run is too long for what it is made of");
  std::string out(size, '\0');
  uLongf room = size;
  if (uncompress(reinterpret_cast<Bytef*>(out.data()), &room, reinterpret_cast<const Bytef*>(deflated.data()),
                 deflated.size()) != Z_OK ||
      room != size)
    throw StoreError("the detail of a run cannot be inflated");
  return out;
}

}  // namespace sim
