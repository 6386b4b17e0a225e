#include "tools/commands/all.h"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "tools/console/arguments.h"
#include "tools/console/output.h"
#include "tools/study/schema.h"

namespace tools {
void declare_schema(CLI::App& command, int& status) {
  const auto name = std::make_shared<std::string>("policy");
  add_option(command, "FILE", *name, fmt::format("{}", fmt::join(schema_names(), ", "))).shows_default();
  const auto folder = std::make_shared<std::string>();
  add_option(command, "--scenarios", *folder, "the scenarios folder, whose policies and regimes are offered");
  on_run(command, [name, folder, &status] {
    say("{}\n", schema_named(*name, *folder).dump(2));
    status = 0;
  });
}

}  // namespace tools
