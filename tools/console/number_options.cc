#include "tools/console/number_options.h"

#include <utility>

#include <CLI/CLI.hpp>

#include "sim/input/number.h"
#include "tools/console/refusal.h"

namespace tools {

namespace {

sim::Problems& refused() {
  static sim::Problems problems;
  return problems;
}

}  // namespace

void require_good_numbers() {
  const sim::Problems problems = std::exchange(refused(), {});
  if (!problems.empty()) throw sim::BadInput(problems);
}

std::uint64_t read_whole(const std::string& option, const std::string& text, std::uint64_t low,
                         std::uint64_t high) {
  const sim::WholeText whole = sim::parse_whole(text);
  if (whole.value && *whole.value >= low && *whole.value <= high) return *whole.value;
  refused().add(argument(option),
                fmt::format("expected a whole number from {} to {}, got '{}'", low, high, text), whole.why);
  return low;
}

std::string long_name(const std::string& names) { return names.substr(names.rfind(',') + 1); }

CLI::Option* add_wholes(CLI::App& command, const std::string& names, std::vector<int>& into,
                        const std::string& says, int low, int high) {
  const auto read = [&into, name = long_name(names), low, high](const std::vector<std::string>& texts) {
    into.clear();
    for (const std::string& text : texts)
      into.push_back(static_cast<int>(
          read_whole(name, text, static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(high))));
  };
  return command.add_option_function<std::vector<std::string>>(names, read, says)
      ->delimiter(',')
      ->type_name("N");
}

CLI::Option* add_number(CLI::App& command, const std::string& names, std::optional<double>& into,
                        const std::string& says, double low, double high) {
  const auto read = [&into, name = long_name(names), low, high](const std::string& text) {
    const sim::NumberText number = sim::parse_number(text);
    if (!number.value) {
      refused().add(argument(name), fmt::format("expected a number, got '{}'", text), number.why);
    } else if (*number.value < low || *number.value > high) {
      refused().add(argument(name), fmt::format("{} is out of bounds", text),
                    fmt::format("from {} to {}", low, high));
    }
    into = number.value;
  };
  return command.add_option_function<std::string>(names, read, says)->type_name("NUMBER");
}

}  // namespace tools
