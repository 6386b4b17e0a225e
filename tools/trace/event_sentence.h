// One event of a run as a sentence. Every kind has one.
#pragma once

#include <string>

#include "models/record/trace.h"
#include "tools/trace/event_words.h"

namespace tools {

std::string sentence_of(const EventWords& words, const chokepoint::Event& event);

/// "16 H100_SXM".
std::string goods_of(const EventWords& words, const chokepoint::Event& event);
/// "; before, 64 of 100 chips a buyer used of 'quota'", and what a grant was cut to; "" where no ceiling counts.
std::string under_ceiling(const EventWords& words, const chokepoint::Event& event);
/// "chance 0.0200, drawn 0.0100".
std::string drawn_for(const chokepoint::Event& event);

}  // namespace tools
