#include "tools/console/arguments.h"

#include <utility>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "sim/input/number.h"
#include "tools/console/refusal.h"

namespace tools {
namespace {

sim::Problems& refused() {
  static sim::Problems problems;
  return problems;
}

/// The number that an option was given, or `low` where it is none, which require_good_numbers() tells.
std::uint64_t read_whole(const std::string& option, const std::string& text, std::uint64_t low,
                         std::uint64_t high) {
  const sim::WholeText whole = sim::parse_whole(text);
  if (whole.value && *whole.value >= low && *whole.value <= high) return *whole.value;
  refused().add(argument(option),
                fmt::format("expected a whole number from {} to {}, got '{}'", low, high, text), whole.why);
  return low;
}

/// "--runs" of "-n,--runs".
std::string long_name(const std::string& names) { return names.substr(names.rfind(',') + 1); }

}  // namespace

Argument Argument::required(bool is_required) const {
  option_->required(is_required);
  return *this;
}

Argument Argument::described(const std::string& says) const {
  option_->description(says);
  return *this;
}

Argument Argument::shows_default() const {
  option_->capture_default_str();
  return *this;
}

Argument Argument::shows_default(const std::string& text) const {
  option_->default_str(text);
  return *this;
}

Argument Argument::with_commas() const {
  option_->delimiter(',');
  return *this;
}

Argument Argument::one_each() const {
  option_->take_all()->type_size(1)->allow_extra_args(false);
  return *this;
}

Argument Argument::one_of(const std::vector<std::string>& words) const {
  option_->check(CLI::IsMember(words));
  return *this;
}

bool Argument::is_given() const { return option_->count() > 0; }

Argument add_option(CLI::App& command, const std::string& names, std::string& into, const std::string& says) {
  return Argument(command.add_option(names, into, says));
}

Argument add_option(CLI::App& command, const std::string& names, std::vector<std::string>& into,
                    const std::string& says) {
  return Argument(command.add_option(names, into, says));
}

Argument add_pair(CLI::App& command, const std::string& names, const std::string& words,
                  std::vector<std::string>& into, const std::string& says) {
  CLI::Option* option = command.add_option(names, into, says);
  option->type_name(words)->expected(2);
  return Argument(option);
}

Argument add_flag(CLI::App& command, const std::string& names, bool& into, const std::string& says) {
  return Argument(command.add_flag(names, into, says));
}

Argument add_flag(CLI::App& command, const std::string& names, std::function<void()> then,
                  const std::string& says) {
  return Argument(command.add_flag_callback(names, std::move(then), says));
}

Argument argument_of(CLI::App& command, const std::string& name) {
  CLI::Option* option = command.get_option_no_throw(name);
  if (option == nullptr) throw std::invalid_argument(fmt::format("no option '{}'", name));
  return Argument(option);
}

void on_run(CLI::App& command, std::function<void()> run) { command.callback(std::move(run)); }

std::string name_of(const CLI::App& command) { return command.get_name(); }

void add_footer(CLI::App& command, const std::string& text) { command.footer(text); }

void refuse_argument(const std::string& name, const std::string& why) {
  throw CLI::ValidationError(name, why);
}

Argument add_whole(CLI::App& command, const std::string& names, std::function<void(std::uint64_t)> take,
                   const std::string& says, std::uint64_t low, std::uint64_t high) {
  const auto read = [take = std::move(take), name = long_name(names), low, high](const std::string& text) {
    take(read_whole(name, text, low, high));
  };
  return Argument(command.add_option_function<std::string>(names, read, says)->type_name("N"));
}

Argument add_wholes(CLI::App& command, const std::string& names, std::vector<int>& into,
                    const std::string& says, int low, int high) {
  const auto read = [&into, name = long_name(names), low, high](const std::vector<std::string>& texts) {
    into.clear();
    for (const std::string& text : texts)
      into.push_back(static_cast<int>(
          read_whole(name, text, static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(high))));
  };
  return Argument(command.add_option_function<std::vector<std::string>>(names, read, says)
                      ->delimiter(',')
                      ->type_name("N"));
}

Argument add_number(CLI::App& command, const std::string& names, std::optional<double>& into,
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
  return Argument(command.add_option_function<std::string>(names, read, says)->type_name("NUMBER"));
}

void require_good_numbers() {
  const sim::Problems problems = std::exchange(refused(), {});
  if (!problems.empty()) throw sim::BadInput(problems);
}

}  // namespace tools
