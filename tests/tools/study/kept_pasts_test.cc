#include "tools/study/kept_pasts.h"

#include <doctest/doctest.h>

#include "tests/support/small_study.h"
#include "tools/study/runner.h"

namespace tools {
namespace {

const char* const kSearch =
    "scenarios: [history, tight]\n"
    "levers:\n  strength: {path: enforcement.strength, from: 2022-10-10, low: 0, high: 8}\n"
    "threshold:\n  lever: strength\n  target: 0.3\n  most_runs: 60\n"
    "  outcome: {measure: smuggled, year: 2022, at_least: 0}\n";

struct Search {
  tests::SmallStudy files{kSearch};
  Study study = prepared();
  Runner runner{study};

  Study prepared() const {
    StudyOptions options;
    options.folder = (files.folder.path / "scenarios").string();
    return prepare_study(options, "small");
  }
  KeptPasts::Made run(KeptPasts& pasts, std::size_t variant, double level, std::uint64_t replicate) const {
    const auto farthest = runner.input_at_levels(variant, {level == 0 ? 8.0 : 0.0}, replicate).scenario;
    return pasts.run(replicate, runner.input_at_levels(variant, {level}, replicate), *farthest,
                     runner.checks());
  }
  std::vector<double> numbers(KeptPasts& pasts, std::size_t variant, double level) const {
    return numbers_of(study, run(pasts, variant, level, 3).outcome);
  }
};

TEST_CASE("a run goes on from the past of its replicate at another level, as if it had been made whole") {
  const Search search;
  KeptPasts kept(5);
  KeptPasts none(5, 0);
  CHECK(search.numbers(kept, 0, 0) == search.numbers(none, 0, 0));
  CHECK(search.numbers(kept, 0, 8) == search.numbers(none, 0, 8));
  CHECK(search.numbers(kept, 0, 0) != search.numbers(kept, 0, 8));
  const KeptPasts::Made again = search.run(kept, 0, 2, 3);
  CHECK(again.weeks < again.whole / 2);
  const KeptPasts::Made other = search.run(kept, 0, 2, 4);
  CHECK(other.weeks == other.whole);
}

TEST_CASE("a run of another policy does not go on from a past that is not its own") {
  const Search search;
  KeptPasts kept(5);
  KeptPasts none(5, 0);
  for (const std::size_t variant : {0U, 1U, 0U})
    CHECK(search.numbers(kept, variant, 2) == search.numbers(none, variant, 2));
}

TEST_CASE("a search that keeps pasts prints what one that makes every run whole prints") {
  const tests::SmallStudy files(kSearch);
  const auto kept = files.run("threshold small --format csv");
  CHECK_MESSAGE(kept.status == 0, kept.err);
  CHECK(kept.out == files.run("threshold small --format csv --whole --threads 1").out);
}

}  // namespace
}  // namespace tools
