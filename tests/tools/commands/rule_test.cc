#include <string>

#include <doctest/doctest.h>

#include "tests/support/program.h"

namespace {

struct Ran {
  std::string text;
  int status = 0;
};

/// What `chokepoint rule` says with these words, on both its streams.
Ran run_rule(const std::string& words) {
  const tests::ProgramRun run = tests::run_program(REPOSITORY, "rule " + words);
  return {run.out + run.err, run.status};
}

bool says(const Ran& ran, const std::string& what) { return ran.text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("rule says the verdict, the control and the line that decide") {
  const Ran ran = run_rule("H20 CN 2025-05-01");
  CAPTURE(ran.text);
  CHECK(ran.status == 0);
  CHECK(says(ran, "**H20 from United States to China on 2025-05-01: licence, presumption of denial**"));
  CHECK(says(
      ran,
      "Decided by control 'memory-bandwidth-letters', row 'to-D5', at scenarios/regimes/2025-04.yaml:36"));
  CHECK(says(ran, "of regime 2025-04: Letters of April 2025"));
}

TEST_CASE("rule names the buyer's entry on a list and the controls that did not decide") {
  const Ran ran = run_rule("H100 Malaysia 2024-06-01 --buyer-hq cn --buyer zhipu --from TW");
  CAPTURE(ran.text);
  CHECK(says(ran, "for a buyer headquartered in China, for zhipu: denied"));
  CHECK(says(run_rule("H20 CN 2025-02-01 --buyer zhipu"),
             "The buyer is listed as Zhipu at scenarios/regimes/2025-01-entities.yaml:"));
}

TEST_CASE("rule says in the headline what the law forbade while nobody was held to it") {
  const Ran gap = run_rule("H100 MY 2025-09-01 --buyer-hq CN");
  CAPTURE(gap.text);
  CHECK(says(gap, "headquartered in China: denied by law, not enforced in practice**"));
  CHECK(says(gap, "By law it may not go; nobody is held to that, and sellers who do not fear it let it go."));
  CHECK(says(gap, "Decided by control 'headquarters-rule'"));
  CHECK(says(gap, "in the book, but not enforced"));
  CHECK(says(run_rule("H100 MY 2026-06-01 --buyer-hq CN"), "headquartered in China: denied**"));
  CHECK(says(run_rule("H100 VN 2025-09-01 --buyer-hq CN"), "headquartered in China: denied**"));
}

TEST_CASE("rule knows firms by name where a rule does") {
  const std::string trade = "GB300 AE 2026-08-01 --buyer-hq US --buyer ";
  CHECK(says(run_rule(trade + "Microsoft"), "for Microsoft: free**"));
  CHECK(says(run_rule(trade + "Acme"), "for Acme: licence, presumption of approval**"));
  CHECK(says(run_rule("GB300 AE 2027-04-06 --buyer G42"), "for G42: free**"));
  CHECK(says(run_rule("GB300 AE 2027-04-07 --buyer G42"), "for G42: licence, presumption of approval**"));
}

TEST_CASE("rule answers of memory, tools and dies with the part of the flow that is stopped") {
  CHECK(says(run_rule("HBM CN 2024-12-30"), "High-bandwidth memory to China on 2024-12-30: free**"));
  const Ran held = run_rule("memory CN 2025-01-15");
  CHECK(says(held, "2025-01-15: denied**"));
  CHECK(says(held, "90 % of the flow is stopped (estimated: 65 to 98 %)"));
  CHECK(says(held, "Decided by control 'memory' at scenarios/regimes/2024-12.yaml:"));
  CHECK(says(run_rule("tools HK 2022-10-07"), "denied**"));
  CHECK(says(run_rule("memory MY 2025-01-15"), "free**"));
  CHECK(run_rule("tools CN 2025-01-15 --rent").status == 2);
}

TEST_CASE("rule answers of chips that are used from afar") {
  const std::string asked = "H100 MY 2027-06-01 --rent --buyer-hq CN";
  CHECK(says(run_rule(asked), "by a tenant headquartered in China: free**"));
  const Ran bill = run_rule(asked + " --under remote-access-act");
  CHECK(says(bill, "by a tenant headquartered in China: denied**"));
  CHECK(says(bill, "Decided by control 'remote-access'"));
}

TEST_CASE("rule says what guidance there is on a chip") {
  CHECK(says(run_rule("ASC910C MY 2025-06-01 --from CN"), "Guidance: General Prohibition 10"));
  CHECK_FALSE(says(run_rule("ASC910C MY 2025-05-01 --from CN"), "Guidance:"));
}

TEST_CASE("rule speaks of ceilings, delays and fees, and of drafts that are laid over history") {
  const Ran h200 = run_rule("H200 CN 2026-06-01");
  CAPTURE(h200.text);
  CHECK(
      says(h200, "Goods leave 21 days later. 25 % of the price is due. It counts towards 'H200-ceiling': "));
  CHECK(says(h200, "50 % of what is delivered at home in all"));
  CHECK(says(run_rule("H100 MY 2025-06-01"), "2025-06-01: free**"));
  const Ran kept = run_rule("H100 MY 2025-06-01 --under 2025-01-diffusion");
  CHECK(says(kept, "licence, presumption of approval"));
  CHECK(says(kept,
             "It counts towards 'country-ceiling': 790,000,000 TPP for each place; "
             "26,900,000 TPP a buyer a year are free of it."));
  const Ran bills = run_rule("B200 MY 2027-07-01 --under chip-security-act,remote-access-act");
  CHECK(says(bills, "the chip must be able to say where it is"));
  CHECK(says(bills, "is about renting, not about selling"));
  const Ran unknown = run_rule("B200 MY 2027-07-01 --under gain-atc");
  CHECK(unknown.status == 2);
  CHECK(says(unknown, "unknown regime 'gain-atc' (did you mean 'gain-act'?)"));
}

TEST_CASE("rule answers programs in JSON") {
  const Ran ran = run_rule("H20 CN 2025-09-01 --format json");
  CHECK(ran.status == 0);
  CHECK(says(ran, "\"verdict\": \"licence, presumption of approval\""));
  CHECK(says(ran, "\"fee\": 0.15"));
}

TEST_CASE("rule says what was not known of the law on a day after the last reading") {
  CHECK(!says(run_rule("H100 CN 2026-10-09"), "Not known"));
  CHECK(says(run_rule("H100 CN 2026-10-10"), "Not known: law of after 2026-10-09"));
  const Ran later = run_rule("H100 MY 2026-11-10 --buyer-hq CN");
  CAPTURE(later.text);
  CHECK(says(later, "Not known: whether the affiliates rule came back on 2026-11-10"));
  CHECK(says(run_rule("H100 CN 2026-11-10 --format json"), "Not known: whether the affiliates rule"));
}

TEST_CASE("rule reports every word it does not understand and exits with 2") {
  const Ran ran = run_rule("MI3 XX 2024-13-01 --from Tawain");
  CHECK(ran.status == 2);
  CHECK(says(ran, "--from: unknown place 'Tawain' (did you mean 'Taiwan'?)\n"));
  CHECK(says(ran,
             "CHIP: unknown chip 'MI3' (it fits several: MI300X, MI308, MI325X, MI355X, MI300A, MI350X)\n"));
  CHECK(says(ran, "DATE: bad date '2024-13-01' (expected a day such as 2024-06-01)\n"));
  CHECK(says(ran, "PLACE: unknown place 'XX' (accepted: US, MY, SG"));
  CHECK(says(ran, "4 problems\n"));
}

TEST_CASE("rule refuses a folder without scenarios and an unknown format") {
  CHECK(run_rule("H20 CN 2025-09-01 --scenarios /nowhere").status == 2);
  CHECK(run_rule("H20 CN 2025-09-01 --format pdf").status == 2);
}
