#include "models/physical/goods.h"

#include <doctest/doctest.h>

namespace {

using chokepoint::Catalogue;
using chokepoint::Chip;

Catalogue shipped_catalogue() {
  sim::Problems problems;
  const auto file = sim::read_yaml(REPOSITORY "/scenarios/chips.yaml", "scenarios/chips.yaml", problems);
  Catalogue catalogue = chokepoint::read_catalogue(file, problems);
  REQUIRE_MESSAGE(problems.empty(), problems.describe());
  return catalogue;
}

std::string meant_by(const Catalogue& catalogue, std::string_view word) {
  const auto answer = catalogue.find_by_user_text(word);
  return answer.product.is_none() ? answer.why : catalogue.key[answer.product];
}

std::string problems_of_chip(const std::string& lines) {
  sim::Problems problems;
  const auto file = sim::parse_yaml(
      "sources: {s: \"a source\"}\nchips:\n  X:\n    name: X\n    designer: D\n    made_in: US\n"
      "    segment: asic\n    data_centre: true\n    role: global\n    status: shipping\n"
      "    launched: 2024-01-01\n    line: OTHER\n    confidence: A\n" +
          lines,
      "chips.yaml", problems);
  chokepoint::read_catalogue(file, problems);
  return problems.describe();
}

}  // namespace

TEST_CASE("the catalogue holds all 97 chips") { CHECK(shipped_catalogue().size() == 97); }

TEST_CASE("every chip of the catalogue is made, or says that it is there for the law only") {
  sim::Problems problems;
  const auto supply = sim::read_yaml(REPOSITORY "/scenarios/supply.yaml", "supply.yaml", problems);
  const sim::Node* made = supply.find("packages");
  REQUIRE(made != nullptr);
  const Catalogue catalogue = shipped_catalogue();
  for (const auto product : sim::ids(catalogue.key)) {
    CAPTURE(catalogue.key[product]);
    CHECK((made->find(catalogue.key[product]) == nullptr) == catalogue.chip[product].catalogue_only);
  }
}

TEST_CASE("H100-equivalents are the dense 8-bit peak over that of an H100") {
  const Catalogue catalogue = shipped_catalogue();
  CHECK(catalogue.chip[catalogue.find("H100_SXM")].h100e() == doctest::Approx(1));
  CHECK(catalogue.chip[catalogue.find("H20")].h100e() == doctest::Approx(0.1496).epsilon(0.001));
  CHECK(catalogue.chip[catalogue.find("GB200")].h100e() == doctest::Approx(2.5265).epsilon(0.001));
  CHECK(catalogue.chip[catalogue.find("A100_80")].h100e() == doctest::Approx(0.3153).epsilon(0.001));
}

TEST_CASE("chips are for training, for inference or for consumers") {
  const Catalogue catalogue = shipped_catalogue();
  const auto class_of = [&](const char* key) { return catalogue.chip[catalogue.find(key)].chip_class(); };
  for (const char* key : {"A100_80", "A800", "H100_SXM", "H800", "GB200", "MI300X", "B30A"})
    CHECK(class_of(key) == chokepoint::ChipClass::kTraining);
  for (const char* key : {"H20", "L40S", "L20", "A30"})
    CHECK(class_of(key) == chokepoint::ChipClass::kInference);
  for (const char* key : {"RTX4090", "RTX4090D", "RTX5090"})
    CHECK(class_of(key) == chokepoint::ChipClass::kConsumer);
}

TEST_CASE("a chip without 8-bit units does 8-bit work at its 16-bit rate") {
  Chip chip;
  chip.fp16_tflops = 1979;
  CHECK(chip.h100e() == doctest::Approx(1));
  chip.int8_tops = 2 * 1979;
  CHECK(chip.h100e() == doctest::Approx(2));
}

TEST_CASE("performance density needs both the TPP and the die area") {
  const Catalogue catalogue = shipped_catalogue();
  CHECK(*catalogue.chip[catalogue.find("H20")].density() == doctest::Approx(2.91).epsilon(0.001));
  CHECK(!catalogue.chip[catalogue.find("TRN2")].density());
  CHECK(!catalogue.chip[catalogue.find("PPU")].density());
}

TEST_CASE("a chip of unknown rates counts nothing and says so") {
  const Catalogue catalogue = shipped_catalogue();
  const Chip& c550 = catalogue.chip[catalogue.find("METAX_C550")];
  CHECK(!c550.eight_bit_tflops());
  CHECK(c550.h100e() == 0);
}

TEST_CASE("a chip is found by key, by name in any case, or by its family") {
  const Catalogue catalogue = shipped_catalogue();
  CHECK(meant_by(catalogue, "H100_SXM") == "H100_SXM");
  CHECK(meant_by(catalogue, "H100") == "H100_SXM");
  CHECK(meant_by(catalogue, "h20") == "H20");
  CHECK(meant_by(catalogue, "rtx 4090") == "RTX4090");
  CHECK(meant_by(catalogue, "GeForce RTX 4090D") == "RTX4090D");
  CHECK(meant_by(catalogue, "a100") == "A100_80");
}

TEST_CASE("a word that fits several chips lists them") {
  const Catalogue catalogue = shipped_catalogue();
  CHECK(meant_by(catalogue, "MI3") == "it fits several: MI300X, MI308, MI325X, MI355X, MI300A, MI350X");
  CHECK(meant_by(catalogue, "RTX50") == "it fits several: RTX5090, RTX5090D, RTX5090D_V2");
}

TEST_CASE("a misspelt chip gets spelling help") {
  const Catalogue catalogue = shipped_catalogue();
  CHECK(meant_by(catalogue, "HH20") == "did you mean 'H20'?");
  CHECK(meant_by(catalogue, "910C") == "did you mean 'ASC910C'?");
  CHECK(catalogue.find_by_user_text("").product.is_none());
}

TEST_CASE("a declared TPP must be what the rates give, or say why it is not") {
  CHECK(problems_of_chip("    fp16_tflops: 100\n    tpp: 1600\n    source: [s]\n") == "");
  CHECK(problems_of_chip("    fp16_tflops: 100\n    tpp: 1605\n    source: [s]\n") == "");
  CHECK(problems_of_chip("    fp16_tflops: 100\n    tpp: 1620\n    source: [s]\n")
            .find("chips.yaml:15:10: TPP 1620 is not what the rates give (the greatest dense rate x bits is "
                  "1600") == 0);
  CHECK(problems_of_chip("    fp16_tflops: 100\n    tpp: 1620\n    tpp_note: \"6-bit\"\n    source: [s]\n") ==
        "");
}

TEST_CASE("a chip's source must be one the file explains") {
  CHECK(problems_of_chip("    source: [t]\n").find("unknown source 't'") != std::string::npos);
}
