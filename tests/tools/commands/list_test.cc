#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

tests::ProgramRun list(const std::string& words) { return tests::run_program(REPOSITORY, "list " + words); }

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The kinds that can be listed, as the program names them.
std::vector<std::string> kinds() {
  std::istringstream names(tests::run_program(REPOSITORY, "__complete list ''").out);
  std::vector<std::string> all;
  for (std::string name; std::getline(names, name);) all.push_back(name);
  return all;
}

TEST_CASE("all that can be listed is listed within 80 columns, with what it is") {
  REQUIRE(kinds().size() > 10);
  for (const std::string& kind : kinds()) {
    CAPTURE(kind);
    CHECK(has(list("").out, "\n" + kind + " "));
    const auto ran = list(kind);
    CHECK(ran.status == 0);
    std::istringstream lines(ran.out);
    int many = 0;
    for (std::string line; std::getline(lines, line); ++many) CHECK(line.size() <= 84);  // in bytes
    CHECK(many > 5);
  }
}

TEST_CASE("names are listed with the titles that their files give") {
  CHECK(has(list("policies --format csv").out, "\r\ntight,Loopholes closed fast\r\n"));
  CHECK(has(list("studies").out, "Which part of enforcement does most?"));
  CHECK(has(list("levers --format csv").out, "enforcement.checks,end-use checks\r\n"));
  CHECK(has(list("measures --format json").out, "\"nation_china\""));
}

TEST_CASE("what cannot be listed is refused with what was meant") {
  const auto wrong = list("policy");
  CHECK(wrong.status == 2);
  CHECK(wrong.err.starts_with("KIND: cannot list 'policy' (accepted: policies, studies, "));
  CHECK(list("polices").err == "KIND: cannot list 'polices' (did you mean 'policies'?)\n");
  CHECK(list("policies --scenarios /nowhere").status == 2);
}

TEST_CASE("the manual has every command and nothing that troff would take for a request") {
  const std::string manual = tests::run_program(REPOSITORY, "__manual").out;
  std::istringstream lines(manual);
  for (std::string line; std::getline(lines, line);) {
    const bool is_known =
        has(" .TH .SH .SS .TP .B .I .RI .IR .\\\" ", " " + line.substr(0, line.find(' ')) + " ");
    CHECK((!line.starts_with('.') || is_known));
  }
  for (const char* command : {"run", "list", "help", "schema"})
    CHECK(has(manual, std::string("\n.SS ") + command));
}

}  // namespace
