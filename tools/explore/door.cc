#include "tools/explore/door.h"

#include <random>

#include <fmt/format.h>

namespace tools {
namespace {

constexpr int kTokenWords = 4;  // of 32 bits

/// Takes as long wherever they differ.
bool are_equal(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

}  // namespace

std::string new_token() {
  std::random_device chance;
  std::string token;
  for (int word = 0; word < kTokenWords; ++word) token += fmt::format("{:08x}", chance());
  return token;
}

std::string Door::refusal(const HttpRequest& request) const {
  bool is_here = false;
  for (const char* name : {"127.0.0.1", "localhost"}) {
    const std::string host = fmt::format("{}:{}", name, port);
    is_here =
        is_here || (request.host == host && (!request.has_origin || request.origin == "http://" + host));
  }
  if (!is_here) return "asked for under another name, or by a page from elsewhere";
  if (request.query.count("token") != 1 || !are_equal(request.query.find("token")->second, token))
    return "the token of the address is missing or wrong: open the address that the program printed";
  return "";
}

std::string Door::address() const { return fmt::format("http://127.0.0.1:{}/?token={}", port, token); }

}  // namespace tools
