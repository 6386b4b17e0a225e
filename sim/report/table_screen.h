// Tables on a screen: as lines that are no longer than it is wide.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sim/report/table.h"

namespace sim {

/// The title, columns of text with a rule under their heads, and the notes, in lines of at most `width` columns.
/// Columns that do not fit side by side stand in blocks below each other, which all begin with the leading texts of
/// each row. Heads and long texts are broken at spaces; so are numbers, between one and its interval, where a column
/// would not even fit alone. Only a word that is too long by itself is longer than the screen is wide. Throws as require_sound().
std::string write_for_screen(const Table& table, std::size_t width);

/// A text in which pandoc finds no mark.
std::string document_text(std::string_view text);

/// Markdown for pandoc, which gives columns of a document as much room as their rules in the text are long: blocks as on
/// a screen of that width, so that no word processor has to break a word. The notes follow as a list.
std::string write_for_document(const Table& table, std::size_t width);

}  // namespace sim
