#include "sim/input/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "sim/input/number.h"

namespace sim {
namespace {

/// "text 'abc'", "the number 5", "a list": what stands there, for messages.
std::string found(const Node& node) {
  if (node.kind != Node::Kind::kScalar) return node.describe_kind();
  if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text;
  const bool is_number = node.describe_kind() == "a number";
  return is_number ? fmt::format("the number {}", node.text) : fmt::format("text '{}'", node.text);
}

void refuse(const Node& node, const Asked& asked, std::string_view expected, std::string why = "") {
  if (is_unread(node)) return;  // what is wrong with it was said when it could not be read
  asked.problems.add(node.at, fmt::format("{}: expected {}, got {}", asked.as, expected, found(node)),
                     std::move(why));
}

/// "in weeks", "as a fraction": what a number that is out of bounds should be in.
std::string in_unit(std::string_view unit) {
  if (unit.empty() || unit == "1") return "";
  if (unit == "x") return "as a factor";
  if (unit == "fraction") return "as a fraction";
  return fmt::format("in {}", unit);
}

/// Adds a problem when a number is out of its declared bounds.
bool is_within(const Node& node, double value, const Asked& asked) {
  const bool low = value < asked.says.low;
  if (!low && value <= asked.says.high) return true;
  asked.problems.add(
      node.at,
      fmt::format("{}: {} is {}, {}", asked.as, node.text, low ? "below the least" : "above the most",
                  low ? asked.says.low : asked.says.high),
      in_unit(asked.says.unit));
  return false;
}

std::optional<double> read_number(const Node& node, const Asked& asked) {
  if (node.kind != Node::Kind::kScalar) {
    refuse(node, asked, "a number");
    return std::nullopt;
  }
  if (node.quoted) {
    refuse(node, asked, "a number", parse_number(node.text).value ? "take the quotes away" : "");
    return std::nullopt;
  }
  if (node.value) return is_within(node, *node.value, asked) ? node.value : std::nullopt;
  const NumberText number = parse_number(node.text);
  if (!number.value) {
    asked.problems.add(node.at,
                       fmt::format("{}: expected a number, got {}", asked.as,
                                   number.why.empty() ? found(node) : fmt::format("'{}'", node.text)),
                       number.why);
    return std::nullopt;
  }
  return is_within(node, *number.value, asked) ? number.value : std::nullopt;
}

/// Whole numbers may be written 2e6; up to 2^53 that is exact, and beyond it the digits must be written out.
template <class Integer>
void read_whole(const Node& node, Integer& into, const Asked& asked) {
  const auto number = read_number(node, asked);
  if (!number) return;
  if (std::floor(*number) != *number) {
    asked.problems.add(node.at, fmt::format("{}: expected a whole number, got {}", asked.as, node.text),
                       in_unit(asked.says.unit));
    return;
  }
  const std::string_view digits = std::string_view{node.text}.substr(node.text.starts_with('+') ? 1 : 0);
  Integer whole{};
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  if (read.ec == std::errc{} && read.ptr == digits.data() + digits.size()) {
    into = whole;
    return;
  }
  constexpr double kExact = 9007199254740992.0;  // 2^53
  const double least = std::max(-kExact, static_cast<double>(std::numeric_limits<Integer>::min()));
  const double most = std::min(kExact, static_cast<double>(std::numeric_limits<Integer>::max()));
  if (*number >= least && *number <= most) {
    into = static_cast<Integer>(*number);
    return;
  }
  asked.problems.add(node.at, fmt::format("{}: {} does not fit", asked.as, node.text),
                     fmt::format("whole numbers from {} to {}", std::numeric_limits<Integer>::min(),
                                 std::numeric_limits<Integer>::max()));
}

bool is_text(const Node& node, const Asked& asked, std::string_view expected) {
  if (node.kind == Node::Kind::kScalar) return true;
  refuse(node, asked, expected);
  return false;
}

}  // namespace

bool is_unread(const Node& node) { return node.kind == Node::Kind::kNothing && node.partial; }

Where Checker::at(std::string_view field) const {
  const Node* value = node_.find(field);
  return value != nullptr ? value->at : node_.at;
}

std::string_view Checker::newer(std::string_view first, std::string_view second) const {
  return at(first).text == node_.at.text && at(second).text != node_.at.text ? second : first;
}

void read_value(const Node& node, bool& into, const Asked& asked) {
  if (node.kind == Node::Kind::kScalar && !node.quoted && (node.text == "true" || node.text == "false")) {
    into = node.text == "true";
    return;
  }
  refuse(node, asked, "true or false", node.kind == Node::Kind::kScalar ? "use true or false" : "");
}

void read_value(const Node& node, int& into, const Asked& asked) { read_whole(node, into, asked); }
void read_value(const Node& node, std::int64_t& into, const Asked& asked) { read_whole(node, into, asked); }
void read_value(const Node& node, std::uint64_t& into, const Asked& asked) { read_whole(node, into, asked); }

void read_value(const Node& node, double& into, const Asked& asked) {
  if (const auto number = read_number(node, asked)) into = *number;
}

void read_value(const Node& node, std::string& into, const Asked& asked) {
  if (is_text(node, asked, "text")) into = node.text;
}

void read_value(const Node& node, Date& into, const Asked& asked) {
  if (!is_text(node, asked, "a date")) return;
  const std::string& text = node.text;
  if (const auto date = Date::parse(text)) {
    into = *date;
    return;
  }
  const bool looks_like_one = text.size() == 10 && text[4] == '-' && text[7] == '-';
  asked.problems.add(node.at, fmt::format("{}: expected a date, got '{}'", asked.as, text),
                     looks_like_one ? "there is no such day" : "write year-month-day: 2024-06-30");
}

void read_value(const Node& node, OneOrMore& into, const Asked& asked) {
  into.names.clear();
  if (node.kind == Node::Kind::kList) return read_value(node, into.names, asked);
  read_value(node, into.names.emplace_back(), asked);
}

void read_value(const Node& node, Reference& into, const Asked& asked) {
  if (!is_text(node, asked, "a name")) return;
  if (node.text.empty()) return refuse(node, asked, "a name");
  into = Reference{node.text, node.at};
}

std::optional<std::size_t> read_choice(const Node& node, const std::vector<std::string>& names,
                                       const Asked& asked) {
  if (node.kind != Node::Kind::kScalar) {
    refuse(node, asked, "a name", did_you_mean("", names));
    return std::nullopt;
  }
  const auto name = std::find(names.begin(), names.end(), node.text);
  if (name != names.end()) return static_cast<std::size_t>(name - names.begin());
  asked.problems.add(node.at, fmt::format("unknown {} '{}'", asked.as, node.text),
                     did_you_mean(node.text, names));
  return std::nullopt;
}

bool is_list(const Node& node, const Asked& asked, Items items) {
  if (node.kind == Node::Kind::kList) return true;
  std::string why = "begin each item with '- '";
  if (node.kind == Node::Kind::kScalar && items == Items::kSingle) why = fmt::format("write [{}]", node.text);
  if (node.kind == Node::Kind::kNothing) why = "write [] for none";
  refuse(node, asked, "a list", std::move(why));
  return false;
}

bool is_map(const Node& node, const Asked& asked, Entries entries) {
  if (node.kind == Node::Kind::kMap) return true;
  std::string why;
  if (node.kind == Node::Kind::kScalar && entries == Entries::kNumbers)
    why = fmt::format("write a number for each: {{{}: 1}}", node.text);
  if (node.kind == Node::Kind::kNothing) why = "write {} for none";
  if (node.kind == Node::Kind::kList) why = "give each a name: 'name: ...' in place of '- ...'";
  refuse(node, asked, "a map", std::move(why));
  return false;
}

void add_missing_kind(const Node& node, const std::vector<std::string>& kinds, const Asked& asked) {
  for (const Node::Entry& entry : node.entries) {
    const std::string meant = nearest(entry.key, std::vector<std::string>{"kind"});
    if (meant.empty()) continue;
    asked.problems.add(entry.key_at, fmt::format("unknown field '{}' in {}", entry.key, asked.as),
                       "did you mean 'kind'?");
    return;
  }
  if (node.partial) return;
  asked.problems.add(node.at, fmt::format("missing field 'kind' in {}", asked.as), did_you_mean("", kinds));
}

const Node* FieldReader::look_up(std::string_view name, const Says& says) {
  declared_.emplace_back(name);
  const Node* value = map_.find(name);
  if (value == nullptr && says.required) {
    missing_.push_back(
        {std::string(name), fmt::format("{}{}{}", says.says, says.unit.empty() ? "" : "; ", says.unit)});
  }
  return value;
}

void FieldReader::finish() {
  std::vector<std::string> unwritten;
  for (const std::string& name : declared_) {
    if (map_.find(name) == nullptr) unwritten.push_back(name);
  }
  for (const Node::Entry& entry : map_.entries) {
    if (std::find(declared_.begin(), declared_.end(), entry.key) != declared_.end()) continue;
    // A misspelt field is one problem: the field it was meant to be is not reported missing as well.
    const std::string meant = nearest(entry.key, unwritten);
    std::erase_if(missing_, [&](const Missing& missing) { return missing.name == meant; });
    const bool is_rest_of_number =
        entry.value.kind == Node::Kind::kNothing && parse_number("1" + entry.key).value.has_value();
    asked_.problems.add(entry.key_at, fmt::format("unknown field '{}' in {}", entry.key, asked_.as),
                        is_rest_of_number ? "a ',' ends a value: write numbers without separators"
                                          : did_you_mean(entry.key, meant.empty() ? declared_ : unwritten));
  }
  if (map_.partial) return;
  for (const Missing& missing : missing_) {
    asked_.problems.add(map_.at, fmt::format("missing field '{}' in {}", missing.name, asked_.as),
                        missing.why);
  }
}

}  // namespace sim
