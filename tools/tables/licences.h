// Who waits for licences, country by country: counted from the events of traced runs.
#pragma once

#include "sim/analysis/table.h"
#include "tools/study/studies.h"

namespace tools {

/// For some scenarios of a study, by the place of the buyer: licences asked for, how long they take, how many are
/// refused; means over the runs that finished, which are run again to see their events.
sim::Table licence_load_table(const Study& study, const StudyOptions& options,
                              const std::vector<std::size_t>& scenarios);

}  // namespace tools
