// What a command takes, declared in a line each. CLI11 reads the command line; its header costs every file that includes
// it seconds, so it stands behind this one. Numbers are read as strictly as those of YAML files.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace tools {

/// An option or argument that was declared, and what more is to be said of it.
class Argument {
 public:
  explicit Argument(CLI::Option* option) : option_(option) {}

  Argument required(bool is_required = true) const;
  Argument described(const std::string& says) const;
  /// Help shows what stands in the variable now, or this text, as what holds when it is not given.
  Argument shows_default() const;
  Argument shows_default(const std::string& text) const;
  /// Several in one word, with commas.
  Argument with_commas() const;
  /// One word each time, and given as often as there are.
  Argument one_each() const;
  Argument one_of(const std::vector<std::string>& words) const;
  bool is_given() const;

 private:
  CLI::Option* option_;
};

/// "--runs", "-n,--runs" or, of an argument by its place, "RESULTS". `into` must live as long as the command.
Argument add_option(CLI::App& command, const std::string& names, std::string& into, const std::string& says);
Argument add_option(CLI::App& command, const std::string& names, std::vector<std::string>& into,
                    const std::string& says);
/// An option of two words, named in the help as `words`: "WEEK FILE".
Argument add_pair(CLI::App& command, const std::string& names, const std::string& words,
                  std::vector<std::string>& into, const std::string& says);
Argument add_flag(CLI::App& command, const std::string& names, bool& into, const std::string& says);
Argument add_flag(CLI::App& command, const std::string& names, std::function<void()> then,
                  const std::string& says);
/// One that was declared before, by its name. Throws std::invalid_argument when there is none.
Argument argument_of(CLI::App& command, const std::string& name);

/// What the command does once its words are read; its name.
void on_run(CLI::App& command, std::function<void()> run);
std::string name_of(const CLI::App& command);
/// What its help ends with.
void add_footer(CLI::App& command, const std::string& text);

/// Refuses what was given for an option or argument; the program ends with 2.
[[noreturn]] void refuse_argument(const std::string& name, const std::string& why);

/// An option that takes a whole number from `low` to `high`.
Argument add_whole(CLI::App& command, const std::string& names, std::function<void(std::uint64_t)> take,
                   const std::string& says, std::uint64_t low, std::uint64_t high);
/// The same into a variable, any that it may hold where no bounds are given.
template <class T>
Argument add_whole(CLI::App& command, const std::string& names, T& into, const std::string& says, T low = 0,
                   T high = std::numeric_limits<T>::max()) {
  return add_whole(
      command, names, [&into](std::uint64_t number) { into = static_cast<T>(number); }, says,
      static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(high));
}

/// The same for several, with commas or one after the other; they take the place of those in `into`.
Argument add_wholes(CLI::App& command, const std::string& names, std::vector<int>& into,
                    const std::string& says, int low, int high);

/// An option that takes a number from `low` to `high`.
Argument add_number(CLI::App& command, const std::string& names, std::optional<double>& into,
                    const std::string& says, double low = std::numeric_limits<double>::lowest(),
                    double high = std::numeric_limits<double>::max());

/// Throws sim::BadInput with every number that was refused so far.
void require_good_numbers();

}  // namespace tools
