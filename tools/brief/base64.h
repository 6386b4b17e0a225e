// Bytes as letters, for pictures within a page (RFC 4648, section 4).
#pragma once

#include <string>
#include <string_view>

namespace tools {

std::string base64(std::string_view bytes);

}  // namespace tools
