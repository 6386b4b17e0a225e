// A study as its store has it.
#pragma once

#include <filesystem>
#include <string>

#include "tools/study/study.h"

namespace tools {

/// `text` is the study file as resolved, or what stands for it. The number of points is left open.
sim::StudyRecord record_of(const Study& study, std::string text);

/// The text of a study of no design; JSON is YAML.
std::string text_of(const StudyInput& study);

}  // namespace tools
