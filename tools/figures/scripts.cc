#include "tools/figures/scripts.h"

#include <system_error>

#include <fmt/format.h>

#include "sim/experiment/files.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

constexpr const char* kScripts[] = {"vega/build/vega.min.js", "vega-lite/build/vega-lite.min.js",
                                    "vega-embed/build/vega-embed.min.js"};
constexpr const char* kLand = "world-atlas/land-110m.json";

std::string lack_in(const fs::path& renderer) {
  if (renderer.empty()) return "what draws figures did not come with the program";
  const fs::path packages = renderer / "node_modules";
  std::error_code error;
  for (const char* name : {kScripts[0], kScripts[1], kScripts[2], kLand}) {
    if (!fs::is_regular_file(packages / name, error))
      return fmt::format(
          "what draws figures is not installed: `tools/setup brief`, or `npm ci --omit=dev --ignore-scripts --prefix "
          "'{}'`, does it",
          renderer.string());
  }
  return "";
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

PageScripts page_scripts(const fs::path& renderer) {
  PageScripts scripts;
  scripts.lack = lack_in(renderer);
  if (!scripts.lack.empty()) return scripts;
  for (const char* name : kScripts)
    scripts.drawing += within_script(sim::read_file(renderer / "node_modules" / name)) + "\n";
  scripts.land = within_script(sim::read_file(renderer / "node_modules" / kLand));
  return scripts;
}

std::string page_file(const std::string& name) { return sim::read_file(renderer_folder() / name); }

std::string within_script(std::string text) {
  // In a text of a script these mean the same; elsewhere in a script none of them stands.
  for (const char* end : {"</script", "</SCRIPT"}) replace_all(text, end, std::string("<\\") + (end + 1));
  replace_all(text, "<!--", "<\\!--");
  return text;
}

}  // namespace tools
