#include "tools/figures/draw.h"

#include <cerrno>
#include <system_error>

#include <fmt/format.h>

#include "sim/experiment/files.h"
#include "sim/experiment/installation.h"
#include "tools/console/spawn.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

/// Why there are no pictures, and what helps.
std::string lack_of_renderer(const fs::path& renderer) {
  const std::string written = "figures: specifications and values are written, but no SVG and PNG";
  if (renderer.empty()) return written + ": what draws them did not come with the program\n";
  return fmt::format(
      "{}: `tools/setup brief`, or `npm ci --ignore-scripts --prefix '{}'`, installs what draws them\n",
      written, renderer.string());
}

std::string draw_all(const std::vector<fs::path>& specifications, const fs::path& renderer) {
  std::error_code error;
  // An empty path would mean what lies where the program was started.
  if (renderer.empty() || !fs::exists(renderer / "node_modules" / "vega-lite", error))
    return lack_of_renderer(renderer);
  std::vector<std::string> words{"node", (renderer / "render.mjs").string()};
  // An absolute path cannot be taken for an option.
  for (const fs::path& specification : specifications) words.push_back(fs::absolute(specification).string());
  const Ended ended = run_and_wait(std::move(words));
  if (ended.error == ENOENT) return lack_of_renderer(renderer);
  if (ended.error != 0)
    return fmt::format("figures: not drawn: node: {}\n", std::generic_category().message(ended.error));
  if (ended.status < 0) return "figures: not all drawn: a signal ended node\n";
  return ended.status == 0 ? "" : fmt::format("figures: not all drawn: node ended with {}\n", ended.status);
}

}  // namespace

fs::path renderer_folder() { return sim::installed("share/chokepoint/figures"); }

std::string write_figures(const fs::path& folder, const std::vector<Figure>& figures,
                          const fs::path& renderer) {
  sim::make_result_folder(folder);
  std::vector<fs::path> specifications;
  for (const Figure& figure : figures) {
    specifications.push_back(folder / (figure.name + ".vl.json"));
    sim::write_file_atomically(specifications.back(), figure.spec.dump(1) + "\n");
    sim::write_file_atomically(folder / (figure.name + ".csv"), sim::write(figure.data, sim::Format::kCsv));
    // A picture beside values that are not its own would mislead.
    std::error_code error;
    for (const char* ending : {".svg", ".png"}) fs::remove(folder / (figure.name + ending), error);
  }
  return figures.empty() ? "" : draw_all(specifications, renderer);
}

}  // namespace tools
