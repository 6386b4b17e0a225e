// What a study takes: runs, time on this machine, room on the disk.
#pragma once

#include <string>

#include "tools/study/study.h"

namespace tools {

/// Two lines, found out by one run of the study on this machine; nothing is written.
std::string cost_words(const Study& study);

}  // namespace tools
