#include "sim/input/utf8.h"

#include <doctest/doctest.h>

TEST_CASE("text in UTF-8 is told from text that is not") {
  CHECK(!sim::first_bad_utf8("plain, é, 算力, 🙂"));
  CHECK(sim::first_bad_utf8("caf\xE9 bar") == 3);       // Latin-1
  CHECK(sim::first_bad_utf8("a\xC0\xAF") == 1);         // overlong
  CHECK(sim::first_bad_utf8("\xED\xA0\x80") == 0);      // surrogate
  CHECK(sim::first_bad_utf8("\xF4\x90\x80\x80") == 0);  // above U+10FFFF
  CHECK(sim::first_bad_utf8("ab\xE2\x82") == 2);        // cut off
}

TEST_CASE("columns count characters, not bytes") { CHECK(sim::count_characters("é算x") == 3); }
