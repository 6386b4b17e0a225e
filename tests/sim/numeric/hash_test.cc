#include "sim/numeric/hash.h"

#include <string>

#include <doctest/doctest.h>

// Reference: the test vectors of draft-eastlake-fnv, appendix C.
TEST_CASE("contents are hashed with FNV-1a of 64 bits") {
  CHECK(sim::hash_of("") == 0xcbf29ce484222325ULL);
  CHECK(sim::hash_of("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(sim::hash_of("foobar") == 0x85944171f73967e8ULL);
  CHECK(sim::hex(0xabcULL) == "0000000000000abc");
}

TEST_CASE("bytes have their hash for ever") {
  const std::string text = "the quick brown fox jumps over the lazy dog";
  CHECK(sim::hash_bytes(0, {}) == 15490419682333531060u);
  CHECK(sim::hash_bytes(0, std::as_bytes(std::span(text))) == 9532377462345056445u);
  CHECK(sim::hash_bytes(1, std::as_bytes(std::span(text))) == 2061677951175998402u);
}
