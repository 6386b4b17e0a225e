// What stands beside the page of clusters, as far as it can be tried without one.
#include <regex>
#include <string>

#include <doctest/doctest.h>

#include "sim/input/node.h"
#include "tests/support/program.h"

namespace {

const std::string kFolder = REPOSITORY "/tools/cluster/";

/// What shellcheck finds in a shell's lines; "" when it finds nothing.
std::string faults(const std::string& lines) {
  const tests::Folder at;
  std::ofstream(at.path / "lines.sh") << "#!/bin/sh\n" << lines;
  const std::string command =
      "shellcheck '" + (at.path / "lines.sh").string() + "' >'" + (at.path / "out").string() + "' 2>&1";
  const int status = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe): a test has one thread
  return status == 0 ? "" : tests::text_of(at.path / "out") + "\nshellcheck failed";
}

const sim::Node& in(const sim::Node& node, const std::string& field) {
  const sim::Node* found = node.find(field);
  REQUIRE_MESSAGE(found != nullptr, field);
  return *found;
}

/// The lines of a section of an Apptainer definition.
std::string section(const std::string& text, const std::string& name) {
  const std::size_t from = text.find(name) + name.size();
  return text.substr(from, text.find("\n%", from) - from);
}

}  // namespace

TEST_CASE("the job for Kubernetes has as many pods as its shards are numbered for") {
  sim::Problems problems;
  const sim::Node job = sim::read_yaml(kFolder + "kubernetes.yaml", "kubernetes.yaml", problems);
  REQUIRE(problems.empty());
  CHECK(in(job, "kind").text == "Job");
  const sim::Node& spec = in(job, "spec");
  CHECK(in(spec, "completionMode").text == "Indexed");
  const std::string completions = in(spec, "completions").text;
  const sim::Node& pod = in(in(spec, "template"), "spec");
  CHECK(in(pod, "restartPolicy").text == "OnFailure");
  const sim::Node& container = in(pod, "containers").items.front();
  std::string words;
  for (const sim::Node& word : in(container, "args").items) words += word.text + " ";
  CHECK(words.find("--shard auto/" + completions + " ") != std::string::npos);
  const tests::Folder at;
  const auto ran =
      tests::run_program(at.path, words + "--dry-run --quiet --scenarios '" REPOSITORY "/scenarios'");
  CHECK_MESSAGE(ran.status == 0, ran.err);
}

TEST_CASE("the recipes of images are shell that shellcheck passes, and build with what the tree has") {
  const std::string definition = tests::text_of(kFolder + "chokepoint.def");
  CHECK(faults(section(definition, "%post\n")) == "");
  CHECK(faults(section(definition, "%runscript\n")) == "");
  const std::string recipe = tests::text_of(kFolder + "Containerfile");
  const std::regex run("RUN ((?:[^\n]*\\\\\n)*[^\n]*)");
  int steps = 0;
  for (std::sregex_iterator step(recipe.begin(), recipe.end(), run), end; step != end; ++step, ++steps)
    CHECK(faults((*step)[1].str() + "\n") == "");
  CHECK(steps == 2);
  for (const std::string* text : {&definition, &recipe}) {
    for (const char* words :
         {"tools/setup build", "cmake --preset release", "cmake --build --preset release"})
      CHECK(text->find(words) != std::string::npos);
  }
}
