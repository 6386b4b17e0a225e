#include "sim/experiment/run_key.h"

#include <fmt/format.h>
#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/nil_generator.hpp>
#include <boost/uuid/uuid.hpp>

namespace sim {

std::string run_key(std::span<const std::string> parts) {
  std::string name;
  for (const std::string& part : parts) {
    name += std::to_string(part.size());
    name += ':';
    name += part;
    name += ',';
  }
  const boost::uuids::uuid key = boost::uuids::name_generator_sha1(boost::uuids::nil_uuid())(name);
  return fmt::format("{:02x}", fmt::join(key.begin(), key.end(), ""));
}

}  // namespace sim
