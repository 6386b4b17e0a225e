#include "sim/report/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace sim {
namespace {

constexpr const char* kDash = "\u2013";
constexpr const char* kMinus = "\u2212";
constexpr const char* kFixedSpace = "\u00A0";

/// A positive number after rounding: 0.d1d2d3... times 10 to the power `point`, no trailing zeros.
struct Decimal {
  std::string digits;
  int point = 0;
};

Decimal decimal(double positive, int significant) {
  const std::string text = fmt::format("{:.{}e}", positive, std::max(significant, 1) - 1);  // "1.23e+04"
  const auto e = text.find('e');
  Decimal number;
  for (const char c : text.substr(0, e)) {
    if (c != '.') number.digits += c;
  }
  number.digits.erase(number.digits.find_last_not_of('0') + 1);
  const std::size_t power = text[e + 1] == '+' ? e + 2 : e + 1;  // from_chars takes no plus
  std::from_chars(text.data() + power, text.data() + text.size(), number.point);
  ++number.point;
  return number;
}

std::string plain(const Decimal& number) {
  const int length = static_cast<int>(number.digits.size());
  if (number.point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-number.point), '0') + number.digits;
  std::string whole = number.digits.substr(0, static_cast<std::size_t>(std::min(number.point, length)));
  if (number.point > length) whole.append(static_cast<std::size_t>(number.point - length), '0');
  for (int comma = static_cast<int>(whole.size()) - 3; comma > 0; comma -= 3) {
    whole.insert(static_cast<std::size_t>(comma), 1, ',');
  }
  if (number.point >= length) return whole;
  return whole + "." + number.digits.substr(static_cast<std::size_t>(number.point));
}

void require_probability(double p) {
  if (!(p >= 0 && p <= 1)) throw std::invalid_argument(fmt::format("{} is not a probability", p));
}

constexpr std::string_view kLikelihoods[] = {"almost no chance",    "very unlikely", "unlikely",
                                             "roughly even chance", "likely",        "very likely",
                                             "almost certain"};

std::size_t likelihood_of(double p) {
  require_probability(p);
  if (p < 0.05) return 0;
  if (p < 0.20) return 1;
  if (p < 0.45) return 2;
  if (p <= 0.55) return 3;
  if (p <= 0.80) return 4;
  return p <= 0.95 ? 5 : 6;
}

/// The power of a thousand in which a number is written: 0 for all below a million.
int group_of(const Decimal& number) {
  const int thousands = (number.point - 1) / 3;
  return thousands < 2 ? 0 : std::min(thousands, 4);
}

/// The one in which all of them are: that of the largest, unless another has more than two decimals in it.
int common_group(std::initializer_list<double> numbers, int significant) {
  int group = 0;
  double least = std::numeric_limits<double>::infinity();
  for (const double x : numbers) {
    if (x == 0 || !std::isfinite(x)) continue;
    group = std::max(group, group_of(decimal(std::abs(x), significant)));
    least = std::min(least, std::abs(x));
  }
  while (group > 0 && least < 0.01 * std::pow(1000, group)) group = group == 2 ? 0 : group - 1;
  return group;
}

std::string rounded_in(int group, double x, int significant) {
  if (std::isnan(x)) return "n/a";
  if (x < 0) return fmt::format("{}{}", kMinus, rounded_in(group, -x, significant));
  if (x == 0) return "0";
  if (std::isinf(x)) return "inf";
  Decimal number = decimal(x, significant);
  if (number.point < -5 || number.point > 18) {
    const std::string rest = number.digits.substr(1);
    return fmt::format("{}{}{}e{:+03}", number.digits[0], rest.empty() ? "" : ".", rest, number.point - 1);
  }
  if (group == 0) return plain(number);
  number.point -= 3 * group;
  constexpr char kNames[] = {'M', 'B', 'T'};
  return fmt::format("{} {}", plain(number), kNames[group - 2]);
}

std::string joined(const std::string& low, const std::string& high, bool apart) {
  return fmt::format("{}{}{}", low, apart ? " to " : kDash, high);
}

}  // namespace

std::string counted(std::size_t count, std::string_view one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string rounded(double x, int significant) {
  return rounded_in(common_group({x}, significant), x, significant);
}

std::string signed_whole(double x) {
  const double whole = std::round(x);
  if (whole == 0) return "0";
  return fmt::format("{}{:.0f}", whole < 0 ? kMinus : "+", std::abs(whole));
}

std::string range(double low, double high, int significant) {
  const int group = common_group({low, high}, significant);
  const std::string from = rounded_in(group, low, significant);
  const std::string to = rounded_in(group, high, significant);
  return from == to ? rounded(low, significant) : joined(from, to, low < 0 || high < 0);
}

std::string plain_text(std::string text) {
  for (const auto& [print, plain] : {std::pair{kDash, "-"}, {kMinus, "-"}, {kFixedSpace, " "}}) {
    for (std::size_t at = text.find(print); at != std::string::npos; at = text.find(print, at + 1))
      text.replace(at, std::string_view(print).size(), plain);
  }
  return text;
}

std::string with_range(const Spread& spread, int significant) {
  const int group = common_group({spread.low, spread.median, spread.high}, significant);
  const std::string low = rounded_in(group, spread.low, significant);
  const std::string high = rounded_in(group, spread.high, significant);
  if (low == high) return rounded(spread.median, significant);
  return fmt::format("{} [{}]", rounded_in(group, spread.median, significant),
                     joined(low, high, spread.low < 0 || spread.high < 0));
}

std::string with_interval(double value, const Interval& interval, Sign sign, int significant) {
  const auto words = [&](int group, double x) {
    return fmt::format("{}{}", sign == Sign::kAlways && x > 0 ? "+" : "", rounded_in(group, x, significant));
  };
  if (std::isnan(value)) return "n/a";
  const std::string alone = words(common_group({value}, significant), value);
  if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) return alone + " (not told from 0)";
  const int group = common_group({interval.low, value, interval.high}, significant);
  const std::string low = words(group, interval.low);
  const std::string high = words(group, interval.high);
  return low == high ? alone : fmt::format("{} ({} to {})", words(group, value), low, high);
}

std::string with_interval(const Mean& mean) { return with_interval(mean.value, mean.interval); }

std::string percent(double share) {
  require_probability(share);
  if (share == 0) return "0%";
  if (share == 1) return "100%";
  if (share < 0.001) return "<0.1%";
  if (share > 0.99) return ">99%";
  return rounded(100 * share, share < 0.01 ? 1 : 2) + "%";
}

std::string percent_range(double low, double high) {
  std::string from = percent(low);
  const std::string to = percent(high);
  if (from == to) return from;
  from.pop_back();
  return joined(from, to, from[0] == '<' || to[0] == '>');
}

std::string percent_with_interval(double share, const Interval& interval) {
  const std::string ends = percent_range(interval.low, interval.high);
  return ends == percent(share) ? ends : fmt::format("{} ({})", percent(share), ends);
}

std::string_view probability_words(double p) { return kLikelihoods[likelihood_of(p)]; }

std::string likelihood_words(const Interval& interval) {
  constexpr std::size_t kMostWords = 3;
  const std::size_t low = likelihood_of(interval.low);
  const std::size_t high = likelihood_of(interval.high);
  if (low == high) return std::string(kLikelihoods[low]);
  if (high - low >= kMostWords) return "not told";
  return fmt::format("{} to {}", kLikelihoods[low], kLikelihoods[high]);
}

std::size_t display_width(std::string_view text) {
  // Bytes 10xxxxxx continue a code point.
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string folded(std::string_view text, int width, std::string_view indent) {
  std::string all;
  std::size_t line = 0;  // where the present one begins in `all`
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (all.size() == line) {
      all += word;
    } else if (display_width(all.substr(line)) + 1 + display_width(word) <= static_cast<std::size_t>(width)) {
      all += fmt::format(" {}", word);
    } else {
      line = all.size() + 1;
      all += fmt::format("\n{}{}", indent, word);
    }
  }
  return all;
}

}  // namespace sim
