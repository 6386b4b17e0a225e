// A study that runs in a second: a few weeks of the scenarios in which mistakes are made, and a folder for it.
#pragma once

#include <fstream>
#include <string>

#include "tests/support/program.h"

namespace tests {

/// A copy of the small scenarios, with one study in it called "small".
struct SmallStudy {
  Folder folder;

  explicit SmallStudy(const std::string& body) {
    std::filesystem::copy(REPOSITORY "/tests/errors/scenarios", folder.path / "scenarios",
                          std::filesystem::copy_options::recursive);
    write("small", body);
  }
  void write(const std::string& name, const std::string& body) const {
    std::filesystem::create_directories(folder.path / "scenarios/studies");
    std::ofstream(folder.path / "scenarios/studies" / (name + ".yaml"))
        << "study: small\ntitle: A small study\nuntil: 2022-12-31\nyears: [2022]\n"
        << "measures: [nation_china, campus_china, fleet_china, smuggled, still_legal, before_ban, licensed, "
           "domestic]\n"
        << body;
  }
  ProgramRun run(const std::string& words) const { return run_program(folder.path, words); }
  std::string text(const std::string& file) const { return text_of(folder.path / file); }
};

}  // namespace tests
