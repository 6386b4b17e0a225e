// Runs of a policy broken off after a week, kept in a file, and taken up again: `run --save WEEK FILE`, `run --from FILE`.
#pragma once

#include <filesystem>

#include "tools/study/results.h"

namespace tools {

/// Makes the first weeks of every run of a study of one policy and keeps them in a file, whole or not at all. Throws
/// sim::BadInput for a week that the calendar does not have, sim::FileError.
void save_runs(const Study& study, int weeks, const std::filesystem::path& file);

/// The runs of a study, from the week at which a file has them: each as a run from the first day makes it. Throws
/// sim::BadInput, with the reason, for a file of another program, scenario, seed or number of runs, and for one that was cut
/// short or damaged; sim::FileError.
Results runs_from(Study study, const std::filesystem::path& file);

}  // namespace tools
