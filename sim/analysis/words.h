// Numbers as a reader of a brief wants them: few digits, ranges, and the words of ICD-203. Independent of
// locale; the exact numbers travel beside these texts (table.h).
#pragma once

#include <string>
#include <string_view>

#include "sim/analysis/statistics.h"

namespace sim {

/// x with at most `significant` digits (at least 1), trailing zeros dropped: "0", "0.032", "850", "12,000",
/// "1.2 M", "4.7 B", "3 T"; "1.2e-07" below a millionth and from 10^18 on; "inf", "-inf", "n/a" for NaN.
std::string rounded(double x, int significant = 2);

/// "9,000-17,000"; "-5 to 3" where a sign would make a hyphen unclear; one number when both round to it.
std::string range(double low, double high, int significant = 2);

/// "12,000 (9,000-17,000)": what to expect, and how far off it may be.
std::string with_range(double middle, double low, double high, int significant = 2);
/// The median with the 5 % and 95 % points.
std::string with_range(const Spread& spread, int significant = 2);

/// "12,000 (9,000 to 17,000)": a mean with its interval; the mean alone when that has no width, and "(not told from 0)"
/// when it has no end.
std::string with_interval(const Mean& mean);

/// A share as "0%", "<0.1%", "0.4%", "12%", "99.2%", ">99.9%", "100%": a decimal only near the ends, and 0%
/// and 100% only for exactly that. Throws std::invalid_argument outside [0, 1].
std::string percent(double share);
/// "12-31%", "0.4-7%", "<0.1 to 2%", or one percent() when both ends read the same.
std::string percent_range(double low, double high);

/// The words of likelihood of the US Intelligence Community Directive 203 (2015), section D.6.e.(2):
/// below 5 % "almost no chance", to 20 % "very unlikely", to 45 % "unlikely", 45-55 % "roughly even chance",
/// to 80 % "likely", to 95 % "very likely", above "almost certain". A border belongs to the word nearer to
/// even. Throws std::invalid_argument outside [0, 1].
std::string_view probability_words(double p);

}  // namespace sim
