// Fields of a CSV file (RFC 4180), the same bytes wherever they are written.
#pragma once

#include <string>
#include <string_view>

namespace sim {

/// What ends a line. Source: RFC 4180, section 2.
constexpr std::string_view kCsvLineEnd = "\r\n";

/// A text of ours as a field: in quotes, with quotes doubled, only where it needs them. One that a spreadsheet would run as a
/// formula has an apostrophe before it: it begins with =, +, -, @, a tab or the end of a line. Source: OWASP, "CSV
/// Injection".
std::string csv_text(std::string_view text);

/// The same of a field that was read and is given back: nothing is put before it, be it a number or a formula of its writer.
std::string csv_as_read(std::string_view text);

/// The fewest digits that read back as the same number, independent of locale; NaN as nothing, infinities as
/// Inf and -Inf (pandas, R and numpy read all three so).
std::string exact_text(double value);

}  // namespace sim
