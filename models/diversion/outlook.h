// What the black market expects: of rules that are announced and not yet in force, and of its own price.
//
//   o = part of what is barred, by value on sale abroad, that an announced rule will open to China
//   c = part of what is open, by value lately asked, that an announced rule will close
//   log(m^e / m) = c log(usual) - o log m + x log(m / m^r)
//
// A chip that opens will cost in China what it costs abroad; a chip that closes will bear the usual premium. An
// announcement counts from `lead_weeks` before its day, as in a rush (trade/rush.h), until the rule is in force. m^r is the
// premium remembered over half a year: who saw it rise expects it to go on, x `market.extrapolation` (extrapolative
// expectations, as surveys of investors find them: Greenwood and Shleifer, 2014).
#pragma once

namespace chokepoint {

struct World;

/// The premium of a barred chip that is usual; also where it stands while nothing moves it.
inline constexpr double kUsualPremium = 1.5;

struct Outlook {
  double opens = 0;   ///< part of what is barred that will be open
  double closes = 0;  ///< part of what is open that will be barred
  double trend = 0;   ///< part of the premium's distance from the remembered one that is expected once more
};

/// What is known this week of later ones.
Outlook outlook(const World& world);

/// Logarithm of the premium that is expected over today's; `remembered` is that of the last half year.
double expected_change(const Outlook& outlook, double premium, double remembered);

}  // namespace chokepoint
