#include "sim/experiment/manifest.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "build_facts.h"
#include "sim/experiment/files.h"
#include "sim/numeric/hash.h"

namespace sim {

const Build& this_build() {
  static const Build build = [] {
    Build made{kBuildVersion, kBuildCommit, kBuildChanges, kBuildCompiler, kBuildFlags};
    if (made.changes != "none") made.program = hex(hashed("/proc/self/exe").hash);
    return made;
  }();
  return build;
}

std::string commit_day() { return kBuildCommitDay; }

std::string words(const Build& build) {
  return fmt::format("commit {}{}, {}", build.commit.substr(0, 10),
                     build.changes == "none" ? "" : " with changes", build.compiler);
}

InputFile hashed(const std::filesystem::path& file) {
  InputFile input{file.string(), kHashOfNothing};
  read_file(file, [&input](std::string_view piece) { input.hash = hash_of(piece, input.hash); });
  return input;
}

std::string write_json(const Manifest& manifest) {
  using Json = nlohmann::ordered_json;
  Json program = Json::object();
  program["name"] = "chokepoint";
  program["version"] = manifest.build.version;
  program["commit"] = manifest.build.commit;
  program["changes"] = manifest.build.changes;
  program["compiler"] = manifest.build.compiler;
  program["flags"] = manifest.build.flags;
  Json inputs = Json::array();
  for (const InputFile& input : manifest.inputs) {
    inputs.push_back(Json{{"path", input.path}, {"fnv1a", hex(input.hash)}});
  }
  Json document = Json::object();
  document["program"] = std::move(program);
  document["seed"] = manifest.seed;
  document["runs"] = manifest.runs;
  document["inputs"] = std::move(inputs);
  document["command_line"] = manifest.command_line;
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace sim
