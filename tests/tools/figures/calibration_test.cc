#include "tools/figures/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <doctest/doctest.h>

#include "sim/numeric/constants.h"

namespace tools {
namespace {

CalibrationTarget target_of(const std::string& name, double value) {
  CalibrationTarget target;
  target.name = name;
  target.figure.says = "what it is";
  target.figure.date = sim::Date::of(2023, 12, 31);
  target.figure.value = value;
  target.log_value = std::log(value);
  target.record_sd = 0.1;
  target.discrepancy = 0.2;
  target.before = {std::log(value / 4), std::log(value), std::log(value * 4)};
  target.after = {std::log(value / 2), std::log(value), std::log(value * 2)};
  return target;
}

/// Of three parameters the second is known well; the first and the third make up for each other.
Calibration small_calibration() {
  Calibration calibration;
  calibration.paths = {"demand.first", "demand.second", "supply.third"};
  calibration.says = {"what \"the first\" is", "the second", "the third"};
  calibration.targets = {target_of("stock", 60000), target_of("sold", 900000)};
  calibration.active = {0, 1, 2};
  for (const double share : {0.5, 0.125}) {
    sim::WaveReport wave;
    wave.runs = 200;
    wave.active = 3;
    wave.share_kept = {share, {0.8 * share, 1.25 * share}};
    calibration.waves.push_back(wave);
  }
  for (std::size_t i = 0; i < 60; ++i) {
    const double along = (static_cast<double>(i) + 0.5) / 60;
    const double other = (static_cast<double>(i * 37 % 60) + 0.5) / 60;
    calibration.posterior.points.push_back({along, 0.4 + 0.1 * other, 1 - along});
    calibration.posterior.family.push_back(i);
  }
  return calibration;
}

const Figure& figure_named(const std::vector<Figure>& figures, const std::string& name) {
  const auto found =
      std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) { return figure.name == name; });
  REQUIRE(found != figures.end());
  return *found;
}

/// Every colour that a specification names, wherever it does.
void collect_colours(const Json& part, std::vector<std::string>& colours) {
  if (part.is_string() && part.get<std::string>().starts_with("#")) colours.push_back(part);
  for (const auto& [key, value] : part.items()) {
    if (value.is_structured() && key != "config" && key != "data") collect_colours(value, colours);
    if (value.is_string() && value.get<std::string>().starts_with("#")) colours.push_back(value);
  }
}

TEST_CASE("a calibration has four pictures, each with its language, its title and its values") {
  const auto figures = calibration_figures(small_calibration());
  REQUIRE(figures.size() == 4);
  for (const Figure& figure : figures) {
    const Json spec = Json::parse(figure.spec.dump());
    CHECK(spec["$schema"].get<std::string>().find("vega-lite/v5") != std::string::npos);
    CHECK(spec["title"]["text"] == figure.title);
    CHECK(spec["data"]["values"].size() == figure.data.rows.size());
  }
}

TEST_CASE("pictures use colours that all readers tell apart, and no others") {
  constexpr std::array kAll{palette::kBlack,  palette::kOrange,   palette::kSkyBlue,   palette::kGreen,
                            palette::kYellow, palette::kBlue,     palette::kVermilion, palette::kPurple,
                            palette::kGrey,   palette::kLightGrey};
  for (const Figure& figure : calibration_figures(small_calibration())) {
    std::vector<std::string> colours;
    collect_colours(figure.spec, colours);
    CHECK_FALSE(colours.empty());
    for (const std::string& colour : colours)
      CHECK_MESSAGE(std::find(kAll.begin(), kAll.end(), colour) != kAll.end(), colour);
  }
}

TEST_CASE("the picture of waves begins with the whole prior and leaves out what no logarithm has") {
  Calibration calibration = small_calibration();
  calibration.waves.back().share_kept = {0, {0, sim::kNan}};
  const auto figures = calibration_figures(calibration);
  const Json values = figure_named(figures, "waves").spec["data"]["values"];
  REQUIRE(values.size() == 3);
  CHECK(values[0]["share left"] == 1);
  CHECK(values[1]["share left"] == 0.5);
  CHECK(values[1]["high"] == 0.625);
  CHECK(values[2]["share left"].is_null());
}

TEST_CASE("the picture of parameters shows those that the record informs, with what they are") {
  const auto figures = calibration_figures(small_calibration());
  const Json values = figure_named(figures, "parameters").spec["data"]["values"];
  REQUIRE(values.size() == 1);
  CHECK(values[0]["parameter"] == "demand.second");
  CHECK(values[0]["says"] == "the second");
  CHECK(values[0]["median"].get<double>() == doctest::Approx(0.45));
  CHECK(values[0]["25 %"] < values[0]["75 %"]);
}

TEST_CASE("a choice between two forms has no place in a prior, and is not drawn as if it had") {
  Calibration calibration = small_calibration();
  calibration.choices = {{1, {"one form", "the other"}}};
  for (const Figure& figure : calibration_figures(calibration)) CHECK(figure.name != "parameters");
}

TEST_CASE("the picture of targets is in ratios to what was published") {
  const auto figures = calibration_figures(small_calibration());
  const Json values = figure_named(figures, "targets").spec["data"]["values"];
  REQUIRE(values.size() == 2);
  CHECK(values[0]["published"] == 60000);
  CHECK(values[0]["before 5 %"].get<double>() == doctest::Approx(0.25));
  CHECK(values[0]["after 95 %"].get<double>() == doctest::Approx(2));
  CHECK(values[0]["record high"].get<double>() == doctest::Approx(std::exp(0.1 * sim::kNormal95)));
  CHECK(values[0]["allowed high"].get<double>() > values[0]["record high"].get<double>());
}

TEST_CASE("the picture of pairs has a panel a pair, and its points are those of the posterior") {
  const Calibration calibration = small_calibration();
  const auto figures = calibration_figures(calibration);
  const Figure& pairs = figure_named(figures, "pairs");
  REQUIRE(pairs.spec["concat"].size() == 1);
  CHECK(pairs.spec["data"]["values"].size() == calibration.posterior.points.size());
  CHECK(pairs.spec["data"]["values"][7]["x"] == calibration.posterior.points[7][0]);
  CHECK(pairs.spec["data"]["values"][7]["y"] == calibration.posterior.points[7][2]);
  CHECK(pairs.spec["concat"][0]["encoding"]["y"]["title"] == Json::array({"supply.third"}));
}

TEST_CASE("where nothing is left there is no posterior to draw") {
  Calibration calibration = small_calibration();
  calibration.unmet = {"stock"};
  calibration.posterior = {};
  for (CalibrationTarget& target : calibration.targets) target.after = {sim::kNan, sim::kNan, sim::kNan};
  const auto figures = calibration_figures(calibration);
  CHECK(figures.size() == 2);
  CHECK(figure_named(figures, "targets").spec["data"]["values"][0]["after median"].is_null());
}

}  // namespace
}  // namespace tools
