#include "tools/commands/all.h"

#include <memory>
#include <string>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "tools/console/output.h"
#include "tools/study/schema.h"

namespace tools {
void declare_schema(CLI::App& command, int& status) {
  const auto name = std::make_shared<std::string>("policy");
  command.add_option("FILE", *name, fmt::format("{}", fmt::join(schema_names(), ", ")))
      ->capture_default_str();
  command.callback([name, &status] {
    say("{}\n", schema_named(*name).dump(2));
    status = 0;
  });
}

}  // namespace tools
