#include "tools/brief/base64.h"

#include <doctest/doctest.h>

namespace tools {
namespace {

TEST_CASE("bytes become the letters that RFC 4648 gives for them") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64(std::string_view("\xff\x00\xfe", 3)) == "/wD+");
}

}  // namespace
}  // namespace tools
