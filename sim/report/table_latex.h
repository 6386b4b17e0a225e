// Tables on paper: as LaTeX that fits the text of a page.
#pragma once

#include <string>
#include <string_view>

#include "sim/report/table.h"

namespace sim {

/// What a page of LaTeX's article leaves for text on both A4 and letter, upright and on its side. Wider texts have room.
inline constexpr double kPortraitPoints = 345;
inline constexpr double kLandscapePoints = 550;

/// A table that fits stays one float with booktabs rules, the title as caption and the notes in \footnotesize.
/// Any other is set small in a longtable, with headers broken at spaces and long texts as paragraphs: upright,
/// else on its side in a landscape environment, else in panels that repeat the first texts of each row. Needs
/// the packages array, booktabs, longtable and pdflscape. Between two columns a table spans both, a long one on pages of its own. Every character that TeX would take for a command,
/// an option or a ligature of dashes is escaped.
std::string write_latex(const Table& table);

/// A text in which TeX finds no command, option or ligature of dashes.
std::string latex_text(std::string_view text);

/// The width of a text in Computer Modern of 10 pt, never less than TeX makes it.
double latex_points(std::string_view text);

}  // namespace sim
