// What is installed and packed, run from a folder where nothing of the source tree or the build folder is known.
#include <filesystem>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/program.h"

namespace {

namespace fs = std::filesystem;

const fs::path kBuild = fs::path(CHOKEPOINT).parent_path();

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

bool works(const std::string& line) {
  return std::system(("{ " + line + "; } >/dev/null 2>&1").c_str()) == 0;  // NOLINT(concurrency-mt-unsafe)
}

/// Fails where the program that was unpacked into `root` needs anything but `root`.
void check_it_runs(const fs::path& root) {
  const tests::Folder desk;
  const auto run = [&](const char* words) {
    return tests::run_program(desk.path, words, (root / "bin/chokepoint").string());
  };
  const std::string scenarios = (fs::canonical(root) / "share/chokepoint/scenarios").string();
  CHECK(has(run("--version").out, "\nscenarios: " + scenarios + " (came with the program)\n"));
  CHECK(has(run("list policies").out, "\ntight "));
  CHECK(has(run("rule H100 CN 2024-01-01").out, "denied"));
  CHECK(run("run history -n 1 --until 2022-12-31 --quiet --out out").status == 0);
  CHECK(has(tests::text_of(desk.path / "out/manifest.json"), scenarios + "/policies/history.yaml"));
  CHECK(run("help run").status == 0);
}

/// Fails where the program does not find the library of surrogates that came with it.
void check_it_loads_its_library(const fs::path& root) {
  const tests::Folder desk;
  std::ofstream(desk.path / "small.yaml")
      << "study: small\ntitle: A small study\nuntil: 2022-12-31\nyears: [2022]\nmeasures: [nation_china]\n"
         "scenarios: [history]\nguesses: [demand]\ndesign: {method: latin_hypercube, samples: 24}\n"
         "outcome: {measure: nation_china, year: 2022}\n";
  const std::string program = (root / "bin/chokepoint").string();
  REQUIRE(tests::run_program(desk.path, "sweep small.yaml --out out --quiet", program).status == 0);
  CHECK(tests::run_program(desk.path, "analyze out surrogate", program).status == 0);
  fs::remove(root / "lib/chokepoint/chokepoint-surrogates.so");
  const auto without = tests::run_program(desk.path, "analyze out surrogate", program);
  CHECK(without.status == 1);
  CHECK(has(without.err, (fs::canonical(root) / "lib/chokepoint").string()));
}

/// Fails where the library that serves the page in the browser did not come with the program, or nobody says so without it.
void check_it_needs_its_server(const fs::path& root) {
  const tests::Folder desk;
  const fs::path library = root / "lib/chokepoint/chokepoint-http.so";
  REQUIRE(fs::remove(library));
  const auto without = tests::run_program(desk.path, "explore --port 0", (root / "bin/chokepoint").string());
  CHECK(without.status == 1);
  CHECK(has(without.err, fs::canonical(library.parent_path()).string()));
}

void check_texts(const fs::path& share) {
  CHECK(works("zcat '" + (share / "man/man1/chokepoint.1.gz").string() + "' | grep -q '^.TH CHOKEPOINT 1'"));
  CHECK(has(tests::text_of(share / "zsh/site-functions/_chokepoint"), "#compdef chokepoint"));
  CHECK(has(tests::text_of(share / "fish/vendor_completions.d/chokepoint.fish"), "complete -c"));
  CHECK(nlohmann::json::parse(tests::text_of(share / "chokepoint/schemas/policy.json")).contains("$schema"));
  CHECK(fs::exists(share / "chokepoint/figures/render.mjs"));
  CHECK_FALSE(fs::exists(share / "chokepoint/figures/node_modules"));
  CHECK(fs::exists(share / "doc/chokepoint/LICENSE"));
}

/// What bash offers for `run histo` after reading the script that was installed.
std::string completed(const fs::path& root) {
  const tests::Folder folder;
  std::ofstream(folder.path / "try") << "cd /; . '" << root.string()
                                     << "/share/bash-completion/completions/chokepoint'\nCOMP_WORDS=('"
                                     << root.string() << "/bin/chokepoint' run histo); COMP_CWORD=2; "
                                     << "_chokepoint; echo \"${COMPREPLY[@]}\" >'" << folder.path.string()
                                     << "/out'\n";
  CHECK(works("bash --norc '" + (folder.path / "try").string() + "'"));
  return tests::text_of(folder.path / "out");
}

/// Whether a program or library says where it was built.
bool names_source_tree(const fs::path& file) { return has(tests::text_of(file), REPOSITORY); }

bool pack(const std::string& generator, const fs::path& folder) {
  return works(fmt::format("cd '{}' && cpack -G {} --config '{}/CPackConfig.cmake' -B '{}'", folder.string(),
                           generator, kBuild.string(), folder.string()));
}

/// The file of a folder that ends so.
fs::path packed(const fs::path& folder, const std::string& ending) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().string().ends_with(ending)) return entry.path();
  }
  return {};
}

}  // namespace

TEST_SUITE("package") {
  TEST_CASE("an installed tree can be moved anywhere and runs there without the source tree") {
    const tests::Folder folder;
    const fs::path moved = folder.path / "moved here";
    REQUIRE(works(fmt::format("cmake --install '{}' --strip --prefix '{}/first'", kBuild.string(),
                              folder.path.string())));
    fs::rename(folder.path / "first", moved);
    check_it_runs(moved);
    check_texts(moved / "share");
    CHECK(completed(moved) == "history\n");
#ifndef __SANITIZE_ADDRESS__  // which writes the names of files into what it watches over
    CHECK_FALSE(names_source_tree(moved / "bin/chokepoint"));
    for (const char* library : {"chokepoint-surrogates.so", "chokepoint-http.so"})
      CHECK_FALSE(names_source_tree(moved / "lib/chokepoint" / library));
#endif
    check_it_loads_its_library(moved);
    check_it_needs_its_server(moved);
  }

  TEST_CASE("the packed tarball unpacks to a tree that runs") {
    const tests::Folder folder;
    REQUIRE(pack("TGZ", folder.path));
    const fs::path file = packed(folder.path, ".tar.gz");
    REQUIRE(works(fmt::format("cd '{}' && mkdir root && tar xf '{}' -C root --strip-components=1",
                              folder.path.string(), file.string())));
    check_it_runs(folder.path / "root");
  }

  TEST_CASE("the Debian package names what it needs and runs from where it is unpacked") {
    if (!works("command -v dpkg-shlibdeps && command -v dpkg-deb")) return;
    const tests::Folder folder;
    REQUIRE(pack("DEB", folder.path));
    const std::string file = packed(folder.path, ".deb").string();
    const std::string fields = (folder.path / "fields").string();
    REQUIRE(
        works(fmt::format("dpkg-deb -x '{0}' '{1}/root' && dpkg-deb -f '{0}' Depends Section >'{1}/fields'",
                          file, folder.path.string())));
    check_it_runs(folder.path / "root/usr");
    for (const char* word : {"libopenturns", "libsqlite3-0", "libyaml-cpp", "Section: science"})
      CHECK(has(tests::text_of(fields), word));
  }
}
