#include "tools/commands/all.h"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "sim/experiment/interrupt.h"
#include "tools/brief/brief.h"
#include "tools/brief/write.h"
#include "tools/console/arguments.h"
#include "tools/console/output.h"

namespace tools {

void declare_brief(CLI::App& command, int& status) {
  const auto options = std::make_shared<BriefOptions>();
  const auto out = std::make_shared<std::string>();
  add_option(command, "RESULTS", options->results,
             "folders of results, or stores: the first that holds what a part needs makes it")
      .required();
  add_option(command, "--out", *out, "folder of the brief").required();
  add_option(command, "--template", options->template_file,
             "a YAML file: title, logo, texts, which tables and figures");
  add_whole<std::size_t>(command, "--map-runs", options->map_runs,
                         "runs of each policy that are made again for the map", 1, 1000)
      .shows_default(fmt::format("{}", options->map_runs));
  add_whole(command, "--threads", options->threads, "threads; 0 for all that may be used", 0, 4096)
      .shows_default("0");
  add_option(command, "--scenarios", options->folder, "the scenarios folder");
  declare_asked(command, options->asked);
  on_run(command, [options, out, &status] {
    const sim::InterruptGuard guard;
    const Brief brief = gather(*options);
    for (const std::string& sentence : brief.answer) say("{}\n", sentence);
    say("\n");
    for (const std::string& lack : brief.lacks) say("not made: {}\n", lack);
    for (const std::string& lack : write_brief(brief, *out)) say("{}\n", lack);
    say("The brief: {}\n", (std::filesystem::path(*out) / "brief.html").string());
    status = 0;
  });
}

}  // namespace tools
