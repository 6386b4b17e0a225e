#include "tools/console/screen.h"

#include <string>

#include <doctest/doctest.h>

#include "tests/support/small_study.h"

namespace {

sim::Table stocks() {
  return {"Stocks",
          {{"policy"},
           {"smuggled", sim::Align::kRight, "", "smuggled_2027_shown", sim::Audience::kPeople},
           {"smuggled", sim::Align::kRight, "", "smuggled_2027", sim::Audience::kPrograms},
           {"all of it", sim::Align::kRight, "", "nation_2027"}},
          {{sim::text_cell("a"), sim::text_cell("1"), sim::number_cell(1), sim::number_cell(2)}},
          {"A note."}};
}

TEST_CASE("a terminal gets lines of its width, a pipe whole rows, and either what was asked for") {
  const std::string whole = sim::write(stocks(), sim::Format::kMarkdown);
  const auto text = [](tools::Screen screen, std::optional<std::size_t> terminal) {
    return tools::shown(stocks(), sim::Format::kMarkdown, screen, terminal);
  };
  CHECK(text({}, std::nullopt) == whole);
  CHECK(text({}, 80) != whole);
  CHECK(text({.is_wide = true}, 80) == whole);
  CHECK(text({.width = 80}, std::nullopt) == text({}, 80));
  CHECK(tools::shown(stocks(), sim::Format::kCsv, {.width = 20}, 20) ==
        sim::write(stocks(), sim::Format::kCsv));
}

TEST_CASE("columns are chosen by how their name or head begins, and the names of rows stay") {
  CHECK(sim::write(tools::with_columns(stocks(), {"smug"}), sim::Format::kCsv) ==
        "policy,smuggled_2027\r\na,1\r\n");
  CHECK(sim::write(tools::with_columns(stocks(), {"all of"}), sim::Format::kCsv) ==
        "policy,nation_2027\r\na,2\r\n");
  CHECK(tools::with_columns(stocks(), {"seized"}).columns.empty());
}

TEST_CASE("run lays its tables out for a width, and complains of a column that none of them has") {
  const tests::SmallStudy study("scenarios: [history]\n");
  const std::string run = "run history -n 2 --until 2023-12-31 --quiet ";
  const tests::ProgramRun narrow = study.run(run + "--width 60 --columns smuggled");
  CHECK(narrow.out.find("smuggled") != std::string::npos);
  CHECK(narrow.out.find("designed in China") == std::string::npos);
  CHECK(narrow.out.find("| ") == std::string::npos);
  const tests::ProgramRun wrong = study.run(run + "--columns smugled");
  CHECK(wrong.err.find("--columns: no column begins with 'smugled'") != std::string::npos);
  CHECK(wrong.out == study.run(run + "--tables").out);
  CHECK(study.run(run + "--width 5").status == 2);
}

}  // namespace
