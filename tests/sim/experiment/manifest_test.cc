#include "sim/experiment/manifest.h"

#include <string>

#include <doctest/doctest.h>

#include "sim/experiment/files.h"
#include "tests/support/folder.h"

namespace {

TEST_CASE("an input file is known by what it holds") {
  const tests::Folder folder;
  const auto file = folder.path / "a.yaml";
  sim::write_file_atomically(file, "foobar");
  const sim::InputFile input = sim::hashed(file);
  CHECK(input.hash == 0x85944171f73967e8ULL);
  CHECK(input.path == file.string());
  CHECK_THROWS_AS(sim::hashed(folder.path / "none"), sim::FileError);
}

TEST_CASE("a manifest is the same bytes every time, keys in a fixed order") {
  const sim::Manifest manifest{{"0.1.0", "abc", "none", "GNU 12.2.0", "-O3"},
                               18446744073709551615ULL,
                               200,
                               {{"scenarios/a.yaml", 0xabc}},
                               {"chokepoint", "run", "caf\xC3\xA9 \xFF"}};
  CHECK(sim::write_json(manifest) == R"({
  "program": {
    "name": "chokepoint",
    "version": "0.1.0",
    "commit": "abc",
    "changes": "none",
    "compiler": "GNU 12.2.0",
    "flags": "-O3"
  },
  "seed": 18446744073709551615,
  "runs": 200,
  "inputs": [
    {
      "path": "scenarios/a.yaml",
      "fnv1a": "0000000000000abc"
    }
  ],
  "command_line": [
    "chokepoint",
    "run",
    "café )"
                                     "\xEF\xBF\xBD"
                                     R"("
  ]
}
)");
}

TEST_CASE("the program knows what it was built from") {
  const sim::Build& build = sim::this_build();
  CHECK(build.version.find('.') != std::string::npos);
  CHECK((build.commit == "unknown" || build.commit.size() == 40));
  CHECK((build.changes == "none" || build.changes == "uncommitted" || build.changes == "unknown"));
  CHECK(build.compiler.find(' ') != std::string::npos);
  CHECK(build.flags.find("-ffp-contract=off") != std::string::npos);
}

}  // namespace
