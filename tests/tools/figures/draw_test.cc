#include "tools/figures/draw.h"

#include <algorithm>
#include <filesystem>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace tools {
namespace {

namespace fs = std::filesystem;

Figure one_bar() {
  sim::Table data;
  data.columns = {{"name"}, {"count"}};
  data.rows = {{sim::text_cell("it's \"one\" $(bar)"), sim::count_cell(3)}};
  Figure figure{"bar", "One bar", specification("One bar", "and no more", data), data};
  figure.spec["mark"] = "bar";
  figure.spec["encoding"] = {{"x", numbers("count", "count (things)")}, {"y", names("name")}};
  return figure;
}

bool is_installed(const fs::path& renderer) { return fs::exists(renderer / "node_modules/vega-lite"); }

TEST_CASE("without what draws them figures are specifications and values, and a line says what to install") {
  const tests::Folder folder;
  const tests::Folder nothing;
  const std::string said = write_figures(folder.path / "figures", {one_bar()}, nothing.path);
  CHECK(std::count(said.begin(), said.end(), '\n') == 1);
  CHECK(said.find("tools/setup brief") != std::string::npos);
  CHECK(Json::parse(tests::text_of(folder.path / "figures/bar.vl.json"))["title"]["text"] == "One bar");
  CHECK(tests::text_of(folder.path / "figures/bar.csv") == "name,count\r\n\"it's \"\"one\"\" $(bar)\",3\r\n");
  CHECK_FALSE(fs::exists(folder.path / "figures/bar.svg"));
}

TEST_CASE("a program that came without a renderer runs none that lies where it is started") {
  const tests::Folder folder;
  CHECK(write_figures(folder.path, {one_bar()}, "").find("did not come with the program") !=
        std::string::npos);
}

TEST_CASE("a picture of other values does not stay beside new ones") {
  const tests::Folder folder;
  const tests::Folder nothing;
  for (const char* name : {"bar.svg", "bar.png"}) std::ofstream(folder.path / name) << "old";
  write_figures(folder.path, {one_bar()}, nothing.path);
  CHECK(folder.count() == 2);
}

TEST_CASE("a renderer that fails costs no more than the pictures, and is told of") {
  if (!is_installed(renderer_folder())) return;
  const tests::Folder folder;
  const tests::Folder broken;
  fs::create_directories(broken.path / "node_modules/vega-lite");
  std::ofstream(broken.path / "render.mjs") << "process.exit(3);\n";
  CHECK(write_figures(folder.path, {one_bar()}, broken.path) ==
        "figures: not all drawn: node ended with 3\n");
  CHECK(folder.count() == 2);
}

TEST_CASE("with what draws them figures are pictures too, whatever their folder is called") {
  if (!is_installed(renderer_folder())) return;
  const tests::Folder folder;
  const fs::path odd = folder.path / "-it's $(odd) \"too\"";
  CHECK(write_figures(odd, {one_bar()}) == "");
  CHECK(tests::text_of(odd / "bar.svg").find("$(bar)") != std::string::npos);
  CHECK(tests::text_of(odd / "bar.png").starts_with("\x89PNG"));
}

}  // namespace
}  // namespace tools
