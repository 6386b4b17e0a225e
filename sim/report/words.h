// Numbers as a reader of a brief wants them: few digits, ranges, and the words of ICD-203. Independent of
// locale; the exact numbers travel beside these texts (table.h). Dashes, minus signs and fixed spaces are those of print,
// in UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/numeric/statistics.h"

namespace sim {

/// x with at most `significant` digits (at least 1), trailing zeros dropped: "0", "0.032", "850", "12,000",
/// "1.2 M", "4.7 B", "3 T"; "1.2e-07" below a millionth and from 10^18 on; "inf", "−inf", "n/a" for NaN.
std::string rounded(double x, int significant = 2);

/// "1 point", "3 points", with all digits: what is counted in the singular.
std::string counted(std::size_t count, std::string_view one);

/// With a capital first letter, where that is one of a to z, as sentences and titles begin.
std::string capitalised(std::string text);

/// A whole number with its sign: "+3", "−12", "0".
std::string signed_whole(double x);

/// "9,000–17,000"; "−5 to 3" where a sign would make a dash unclear; one number when both round to it. Both ends are in
/// one notation: "0.98 M–1.3 M", and "9,000–1,700,000" where millions would have more than two decimals.
std::string range(double low, double high, int significant = 2);

/// The text as programs want it: with hyphens for dashes and minus signs, and usual spaces for fixed ones.
std::string plain_text(std::string text);

// Two kinds of spread stand behind a number, and look different. In square brackets: where outcomes lie, which
// more runs do not narrow. In round ones: how far the number itself may be off, which more runs narrow. A
// number and its ends are in one notation, and where both ends read the same the number stands alone.

/// "12,000 [9,000–17,000]": the median of outcomes with their 5 % and 95 % points.
std::string with_range(const Spread& spread, int significant = 2);
/// What a column of such says in its head.
inline constexpr std::string_view kRangeHead = "[5–95\u00A0%]";

enum class Sign { kMinusOnly, kAlways };
/// "12,000 (9,000 to 17,000)", "+3 (−1 to +7)": an estimate with its interval; alone when that has no width;
/// "(not told from 0)" when it has no end; "n/a" for NaN.
std::string with_interval(double value, const Interval& interval, Sign sign = Sign::kMinusOnly,
                          int significant = 2);
std::string with_interval(const Mean& mean);
/// What a column of such says in its head: of kLevel.
inline constexpr std::string_view kErrorHead = "90\u00A0%";

/// A share as "0%", "<0.1%", "0.4%", "12%", "99%", ">99%", "100%": two digits at most, and 0% and
/// 100% only for exactly that. Throws std::invalid_argument outside [0, 1].
std::string percent(double share);
/// "12–31%", "0.4–7%", "<0.1 to 2%", or one percent() when both ends read the same.
std::string percent_range(double low, double high);

/// "12% (8–17%)": a share with its interval, which is left out where it reads the same.
std::string percent_with_interval(double share, const Interval& interval);

/// The words of likelihood of the US Intelligence Community Directive 203 (2015), section D.6.e.(2):
/// below 5 % "almost no chance", to 20 % "very unlikely", to 45 % "unlikely", 45-55 % "roughly even chance",
/// to 80 % "likely", to 95 % "very likely", above "almost certain". A border belongs to the word nearer to
/// even. Throws std::invalid_argument outside [0, 1].
std::string_view probability_words(double p);

/// The word that holds at both ends of a probability's interval; the span from one to the other, "unlikely to
/// roughly even chance", over three words at most; "not told" over more. Throws likewise.
std::string likelihood_words(const Interval& interval);

/// The columns a display needs for UTF-8 text, counted as code points.
std::size_t display_width(std::string_view text);

/// Text in lines of at most `width` columns, broken at spaces, each but the first begun with `indent`; a longer word
/// keeps a line of its own.
std::string folded(std::string_view text, int width, std::string_view indent = "");

}  // namespace sim
