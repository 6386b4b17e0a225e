// What was made of texts is kept from one start of the program to the next: reading them is most of what a short command
// does, and shipped files hardly change.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sim {

/// From now on it is kept in this folder, made when needed. `program` tells programs apart that may read a text
/// differently. Never called: nothing is kept. Not for several threads at once.
void keep_in(std::filesystem::path folder, std::string program);

/// The bytes that the same program made of the same text, of their kind, such as "tree"; nothing when none were kept, or
/// they are not whole.
std::optional<std::string> kept_bytes(std::string_view kind, const std::string& text);

/// Keeps the bytes that were made of a text without a problem. Does nothing where it cannot: it is never needed.
void keep_bytes(std::string_view kind, const std::string& text, std::string_view bytes);

}  // namespace sim
