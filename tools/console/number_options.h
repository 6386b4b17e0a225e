// Options that take numbers, read as strictly as those of YAML files.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

namespace tools {

/// The whole number that an option was given, or `low` where it is none, which require_good_numbers() tells.
std::uint64_t read_whole(const std::string& option, const std::string& text, std::uint64_t low,
                         std::uint64_t high);

/// "--runs" of "-n,--runs".
std::string long_name(const std::string& names);

/// An option that takes a whole number from `low` to `high`, any that `into` may hold where they are not given.
template <class T>
CLI::Option* add_whole(CLI::App& command, const std::string& names, T& into, const std::string& says,
                       T low = 0, T high = std::numeric_limits<T>::max()) {
  const auto read = [&into, name = long_name(names), low, high](const std::string& text) {
    into = static_cast<T>(
        read_whole(name, text, static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(high)));
  };
  return command.add_option_function<std::string>(names, read, says)->type_name("N");
}

/// The same for several, with commas or one after the other; they take the place of those in `into`.
CLI::Option* add_wholes(CLI::App& command, const std::string& names, std::vector<int>& into,
                        const std::string& says, int low, int high);

/// Throws sim::BadInput with every number that was refused so far.
void require_good_numbers();

/// An option that takes a number from `low` to `high`.
CLI::Option* add_number(CLI::App& command, const std::string& names, std::optional<double>& into,
                        const std::string& says, double low = std::numeric_limits<double>::lowest(),
                        double high = std::numeric_limits<double>::max());

}  // namespace tools
