#include "tools/explore/door.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

HttpRequest request_to(const std::string& host, const std::string& token) {
  HttpRequest request;
  request.method = "GET";
  request.path = "/";
  request.host = host;
  request.query.emplace("token", token);
  return request;
}

TEST_CASE("a door opens to its token and its own names alone") {
  const Door door{"abc", 8000};
  CHECK(door.refusal(request_to("127.0.0.1:8000", "abc")) == "");
  CHECK(door.refusal(request_to("localhost:8000", "abc")) == "");
  for (const char* host :
       {"127.0.0.1", "127.0.0.1:8001", "evil.example:8000", "", "127.0.0.1.evil.example:8000"}) {
    CAPTURE(std::string(host));
    CHECK(door.refusal(request_to(host, "abc")) != "");
  }
  for (const char* token : {"", "ab", "abd", "abcd"})
    CHECK(door.refusal(request_to("127.0.0.1:8000", token)) != "");
}

TEST_CASE("a door opens to no page from elsewhere and to no second token") {
  const Door door{"abc", 8000};
  HttpRequest request = request_to("127.0.0.1:8000", "abc");
  request.has_origin = true;
  for (const char* origin :
       {"", "null", "http://evil.example", "http://localhost:8000", "https://127.0.0.1:8000"}) {
    request.origin = origin;
    CHECK(door.refusal(request) != "");
  }
  request.origin = "http://127.0.0.1:8000";
  CHECK(door.refusal(request) == "");
  request.query.emplace("token", "abc");
  CHECK(door.refusal(request) != "");
}

TEST_CASE("tokens are 128 bits, each another") {
  CHECK(new_token().size() == 32);
  CHECK(new_token() != new_token());
  CHECK(Door{"abc", 8000}.address() == "http://127.0.0.1:8000/?token=abc");
}

}  // namespace
}  // namespace tools
