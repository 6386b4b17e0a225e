#include "sim/numeric/hash.h"

#include <doctest/doctest.h>

// Reference: the test vectors of draft-eastlake-fnv, appendix C.
TEST_CASE("contents are hashed with FNV-1a of 64 bits") {
  CHECK(sim::hash_of("") == 0xcbf29ce484222325ULL);
  CHECK(sim::hash_of("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(sim::hash_of("foobar") == 0x85944171f73967e8ULL);
  CHECK(sim::hex(0xabcULL) == "0000000000000abc");
}
