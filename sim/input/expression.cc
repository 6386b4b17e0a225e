#include "sim/input/expression.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "sim/input/number.h"
#include "sim/input/utf8.h"
#include "sim/numeric/constants.h"

namespace sim {
namespace {

/// Deeper than any question; the reader calls itself once a level.
constexpr int kDeepestExpression = 100;

struct Function {
  const char* name;
  std::size_t least;  ///< arguments
  std::size_t most;
  double (*call)(std::span<const double> arguments);
};

/// The first in an order; NaN when any is.
template <class Before>
double chosen(std::span<const double> values) {
  if (std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); })) return kNan;
  return *std::min_element(values.begin(), values.end(), Before());
}

constexpr Function kFunctions[] = {
    {"log", 1, 1, [](std::span<const double> a) { return std::log(a[0]); }},
    {"exp", 1, 1, [](std::span<const double> a) { return std::exp(a[0]); }},
    {"sqrt", 1, 1, [](std::span<const double> a) { return std::sqrt(a[0]); }},
    {"min", 1, 100, [](std::span<const double> a) { return chosen<std::less<>>(a); }},
    {"max", 1, 100, [](std::span<const double> a) { return chosen<std::greater<>>(a); }},
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool is_label(char c) { return is_word(c) || c == '-' || c == '.'; }
bool is_decimal(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

}  // namespace

/// A reader that goes down one level a rule of the grammar, and stops at the first place that it does not understand.
class ExpressionReader {
 public:
  ExpressionReader(std::string_view text, Where at, std::span<const std::string> aggregates,
                   Problems& problems)
      : text_(text), where_(std::move(at)), aggregates_(aggregates), problems_(problems) {}

  std::optional<Expression> read() {
    const std::size_t before = problems_.size();
    const bool good = sum(0);
    skip();
    if (good && at_ < text_.size()) fail(fmt::format("unexpected '{}'", here()), "an operator or the end");
    if (stopped_ || problems_.size() != before) return std::nullopt;
    return std::move(expression_);
  }

 private:
  using Does = Expression::Does;

  Where place(std::size_t at) const {
    Where place = where_;
    if (place.column > 0) place.column += count_characters(text_.substr(0, at)) + (is_quoted() ? 1 : 0);
    return place;
  }
  /// Whether the place is that of a quote.
  bool is_quoted() const {
    if (where_.text == nullptr || where_.line < 1 || where_.column < 1) return false;
    const std::string_view line = where_.text->line(where_.line);
    const auto column = static_cast<std::size_t>(where_.column) - 1;
    return column < line.size() && (line[column] == '"' || line[column] == '\'');
  }

  /// The character that is read next.
  std::string_view here() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U) ++end;
    return text_.substr(at_, end - at_);
  }

  /// The first thing that is not understood ends the reading.
  bool fail_at(std::size_t at, std::string what, std::string why) {
    if (!stopped_) problems_.add(place(at), std::move(what), std::move(why));
    stopped_ = true;
    return false;
  }
  bool fail(std::string what, std::string why) { return fail_at(at_, std::move(what), std::move(why)); }

  void skip() {
    while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
  }
  bool take(char c) {
    skip();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool expect(char c, const char* why) {
    if (take(c)) return true;
    return fail(at_ < text_.size() ? fmt::format("unexpected '{}'", here()) : "unexpected end", why);
  }
  template <class Is>
  std::string_view word(Is is) {
    skip();
    const std::size_t begin = at_;
    while (at_ < text_.size() && is(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  void add(Does does, double number = 0, std::size_t which = 0, std::size_t count = 0) {
    expression_.steps_.push_back({does, number, which, count});
  }

  bool sum(int depth) {
    if (depth > kDeepestExpression)
      return fail("too many levels", fmt::format("at most {}", kDeepestExpression));
    if (!product(depth)) return false;
    for (;;) {
      const Does does = take('+') ? Does::kAdd : take('-') ? Does::kSubtract : Does::kNumber;
      if (does == Does::kNumber) return true;
      if (!product(depth)) return false;
      add(does);
    }
  }

  bool product(int depth) {
    if (!power(depth)) return false;
    for (;;) {
      const Does does = take('*') ? Does::kMultiply : take('/') ? Does::kDivide : Does::kNumber;
      if (does == Does::kNumber) return true;
      if (!power(depth)) return false;
      add(does);
    }
  }

  /// -2 ^ 2 is -(2 ^ 2), and 2 ^ 3 ^ 2 is 2 ^ (3 ^ 2), as in mathematics.
  bool power(int depth) {
    if (depth > kDeepestExpression)
      return fail("too many levels", fmt::format("at most {}", kDeepestExpression));
    if (take('-')) {
      if (!power(depth + 1)) return false;
      add(Does::kNegate);
      return true;
    }
    if (!factor(depth)) return false;
    if (!take('^')) return true;
    if (!power(depth + 1)) return false;
    add(Does::kPower);
    return true;
  }

  bool factor(int depth) {
    if (take('(')) return sum(depth + 1) && expect(')', "a closing parenthesis");
    skip();
    if (at_ < text_.size() && (is_decimal(text_[at_]) || text_[at_] == '.')) return number();
    const std::size_t begin = at_;
    const std::string_view first = word(is_word);
    if (first.empty())
      return fail(at_ < text_.size() ? fmt::format("unexpected '{}'", here()) : "unexpected end",
                  "a number, a quantity such as smuggled(2025), or a parenthesis");
    for (std::size_t which = 0; which < std::size(kFunctions); ++which) {
      if (first == kFunctions[which].name) return call(which, begin, depth);
    }
    return quantity(first, begin);
  }

  bool number() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && (is_label(text_[at_]) || text_[at_] == '+')) {
      const bool sign = text_[at_] == '-' || text_[at_] == '+';
      if (sign && text_[at_ - 1] != 'e' && text_[at_ - 1] != 'E') break;
      ++at_;
    }
    const std::string_view written = text_.substr(begin, at_ - begin);
    const auto read = parse_number(written);
    if (!read.value) return fail_at(begin, fmt::format("'{}' is no number", written), read.why);
    add(Does::kNumber, *read.value);
    return true;
  }

  bool call(std::size_t which, std::size_t begin, int depth) {
    const Function& function = kFunctions[which];
    if (!expect('(', "a function takes its arguments in parentheses")) return false;
    std::size_t count = 0;
    do {
      if (!sum(depth + 1)) return false;
      ++count;
    } while (take(','));
    if (!expect(')', "a closing parenthesis")) return false;
    if (count < function.least || count > function.most)
      return fail_at(
          begin, fmt::format("'{}' with {} arguments", function.name, count),
          fmt::format("it takes {}",
                      function.least == function.most ? fmt::format("{}", function.least) : "one or more"));
    add(Does::kCall, 0, which, count);
    return true;
  }

  bool quantity(std::string_view first, std::size_t begin) {
    Quantity quantity;
    quantity.at = quantity.name_at = place(begin);
    quantity.name = first;
    std::size_t name_begin = begin;
    skip();
    if (at_ < text_.size() && is_word(text_[at_])) {
      name_begin = at_;
      if (std::find(aggregates_.begin(), aggregates_.end(), first) == aggregates_.end())
        return fail_at(begin, fmt::format("unknown word '{}' before a quantity", first),
                       did_you_mean(first, {aggregates_.begin(), aggregates_.end()}));
      quantity.aggregate = first;
      quantity.name = word(is_word);
      quantity.name_at = place(name_begin);
    }
    if (take('[')) {
      skip();
      quantity.key_at = place(at_);
      quantity.key = word(is_label);
      if (quantity.key.empty()) return fail("no key in brackets", "as in sold[H20](2025)");
      if (!expect(']', "a closing bracket")) return false;
    }
    return period_of(quantity, name_begin);
  }

  bool period_of(Quantity& quantity, std::size_t name_begin) {
    if (!take('('))
      return fail_at(name_begin, fmt::format("'{}' without a period", quantity.name),
                     fmt::format("as in {}(2025)", quantity.name));
    skip();
    const std::size_t begin = at_;
    const std::string_view written = word(is_label);
    std::string why;
    const auto period = parse_period(written, why);
    if (!period) {
      std::vector<std::string> functions;
      for (const Function& function : kFunctions) functions.emplace_back(function.name);
      if (!nearest(quantity.name, functions).empty())
        return fail_at(name_begin, fmt::format("unknown function '{}'", quantity.name),
                       did_you_mean(quantity.name, functions));
      return fail_at(begin, fmt::format("'{}' is no period", written), why);
    }
    quantity.period = *period;
    if (take(',')) {
      skip();
      quantity.scenario_at = place(at_);
      quantity.scenario = word(is_label);
      if (quantity.scenario.empty())
        return fail("no scenario after the comma", "a policy, as in (2026, no-controls)");
    }
    if (!expect(')', "a closing parenthesis")) return false;
    add(Does::kQuantity, 0, expression_.quantities_.size());
    expression_.quantities_.push_back(std::move(quantity));
    return true;
  }

  std::string_view text_;
  Where where_;
  std::span<const std::string> aggregates_;
  Problems& problems_;
  std::size_t at_ = 0;
  bool stopped_ = false;
  Expression expression_;
};

std::optional<Expression> Expression::parse(std::string_view text, const Where& at,
                                            std::span<const std::string> aggregates, Problems& problems) {
  return ExpressionReader(text, at, aggregates, problems).read();
}

double Expression::value(std::span<const double> values) const {
  std::vector<double> stack;
  const auto operate = [&](auto&& of) {
    const double right = stack.back();
    stack.pop_back();
    stack.back() = of(stack.back(), right);
  };
  for (const Step& step : steps_) {
    switch (step.does) {
      case Does::kNumber:
        stack.push_back(step.number);
        break;
      case Does::kQuantity:
        stack.push_back(values[step.which]);
        break;
      case Does::kAdd:
        operate([](double a, double b) { return a + b; });
        break;
      case Does::kSubtract:
        operate([](double a, double b) { return a - b; });
        break;
      case Does::kMultiply:
        operate([](double a, double b) { return a * b; });
        break;
      case Does::kDivide:
        operate([](double a, double b) { return a / b; });
        break;
      case Does::kPower:
        operate([](double a, double b) { return std::pow(a, b); });
        break;
      case Does::kNegate:
        stack.back() = -stack.back();
        break;
      case Does::kCall: {
        const std::size_t below = stack.size() - step.count;
        const double result = kFunctions[step.which].call({stack.data() + below, step.count});
        stack.resize(below);
        stack.push_back(result);
        break;
      }
    }
  }
  return stack.back();
}

}  // namespace sim
