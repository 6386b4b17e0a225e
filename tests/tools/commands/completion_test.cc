#include <cstdlib>
#include <fstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

/// What bash offers for the last of the words once it has read the script.
std::string offered(const std::string& words) {
  const tests::Folder folder;
  const std::string file = (folder.path / "try.bash").string();
  std::ofstream(file) << "source <('" CHOKEPOINT "' completion bash)\n"
                      << "COMP_WORDS=('" CHOKEPOINT "' " << words << ")\n"
                      << "COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))\n_chokepoint\n"
                      << "printf '%s ' \"${COMPREPLY[@]}\"\n";
  const std::string line = "cd '" REPOSITORY "' && bash --norc '" + file + "' > '" + file + ".out' 2>&1";
  CHECK(std::system(line.c_str()) == 0);  // NOLINT(concurrency-mt-unsafe): a test has one thread
  return tests::text_of(file + ".out");
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

TEST_CASE("bash completes commands, options and names with what the program says of itself") {
  CHECK(offered("thr") == "threshold ");
  CHECK(offered("sweep --who") == "--whole ");
  CHECK(has(offered("run ''"), "history "));
  CHECK(offered("run history tig") == "tight ");
  CHECK(offered("compare history -n 5 tig") == "tight ");
  CHECK(offered("threshold --target 0.2 enf") == "enforcement-sweep ");
  CHECK(offered("evaluate - --scenario tig") == "tight ");
  CHECK(has(offered("evaluate - --measures smuggled,premi"), "smuggled,premium "));
  CHECK(offered("run history --set enforcement.stren") == "enforcement.strength= ");
  CHECK(has(offered("run --set parameters.rings."), "parameters.rings.hurdle= "));
  CHECK(offered("run history --format la") == "latex ");
  CHECK(has(offered("describe ''"), "measures "));
  CHECK(offered("list pol") == "policies ");
  CHECK(offered("help thr") == "threshold ");
  CHECK(offered("--scenarios tests/errors/scenarios run histo") == "history ");
}

TEST_CASE("nothing is offered where only the shell can know, nor of a command that there is not") {
  CHECK(offered("run history --out res") == " ");
  CHECK(offered("run history --seed 1") == " ");
  CHECK(offered("nosuch ''") == " ");
}

TEST_CASE("each shell has a script, and another is refused") {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const auto ran = tests::run_program(REPOSITORY, std::string("completion ") + shell);
    CHECK(ran.status == 0);
    CHECK(has(ran.out, "__complete"));
    CHECK(!has(ran.out, "{{"));
  }
  CHECK(tests::run_program(REPOSITORY, "completion tcsh").status == 2);
}

}  // namespace
