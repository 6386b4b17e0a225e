#include "sim/input/fields_describe.h"

#include <doctest/doctest.h>

#include "tests/sim/input/example.h"

TEST_CASE("every field has a row, down to what named things and kinds hold") {
  std::string paths;
  for (const sim::FieldRow& row : sim::describe_fields<example::Regime>("")) {
    paths +=
        fmt::format("{}: {}{}\n", row.path, row.type, row.required ? "" : ", default " + row.default_text);
  }
  CHECK(paths ==
        "from: date\n"
        "weeks: whole number, default none\n"
        "strict: true or false, default false\n"
        "note: text, default \"\"\n"
        "seed: whole number, default 1\n"
        "shares: list (number), default []\n"
        "controls: map by name (map), default {}\n"
        "controls.<name>.kind: one of performance_threshold, quota\n"
        "controls.<name>{kind: performance_threshold}.tpp_limit: number\n"
        "controls.<name>{kind: performance_threshold}.places: list (name), default []\n"
        "controls.<name>{kind: quota}.chips: whole number\n"
        "controls.<name>{kind: quota}.above: one of free, licence, banned, default banned\n"
        "controls.<name>{kind: quota}.leak: parameter, default 0\n"
        "places: map by name (map), default {}\n"
        "places.<name>.hubness: parameter\n"
        "places.<name>.imports: dated values, default none\n");
}

TEST_CASE("a row has the bounds, the unit and the sentence of its field") {
  const sim::FieldRow weeks = sim::describe_fields<example::Regime>("regime")[1];
  CHECK(weeks.path == "regime.weeks");
  CHECK(weeks.unit == "weeks");
  CHECK(weeks.low == 1);
  CHECK(weeks.high == 520);
  CHECK(weeks.says == "how long it holds");
}

TEST_CASE("a schema says what reading accepts") {
  const nlohmann::json schema = sim::json_schema<example::Regime>("A regime");
  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["title"] == "A regime");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["required"] == nlohmann::json::array({"from"}));
  const nlohmann::json& weeks = schema["properties"]["weeks"];
  CHECK(weeks["description"] == "how long it holds (weeks)");
  CHECK(weeks["minimum"] == 1);
  CHECK(weeks["maximum"] == 520);
  CHECK(weeks["type"] == nlohmann::json::array({"integer", "null"}));
  CHECK(schema["properties"]["strict"]["default"] == false);
  CHECK(schema["properties"]["from"]["format"] == "date");
}

TEST_CASE("the schema of several kinds has one alternative a kind") {
  const nlohmann::json schema = sim::json_schema<example::Regime>("A regime");
  const nlohmann::json kinds = schema["properties"]["controls"]["additionalProperties"]["oneOf"][0]["oneOf"];
  CHECK(kinds.size() == 2);
  CHECK(kinds[1]["properties"]["kind"]["const"] == "quota");
  CHECK(kinds[1]["required"] == nlohmann::json::array({"kind", "chips"}));
  CHECK(kinds[1]["properties"]["above"]["enum"] == nlohmann::json::array({"free", "licence", "banned"}));
}

TEST_CASE("the schema of a parameter takes a number or a map") {
  const nlohmann::json schema = sim::json_schema<example::Place>("A place");
  const nlohmann::json parameter = schema["properties"]["hubness"]["oneOf"];
  CHECK(parameter[0]["type"] == "number");
  CHECK(parameter[0]["minimum"] == 0);
  CHECK(parameter[1]["required"] == nlohmann::json::array({"value", "source", "confidence"}));
  CHECK(parameter[1]["properties"]["low"]["minimum"] == 0);
  CHECK(schema["properties"]["imports"]["items"]["required"][0] == "date");
}
