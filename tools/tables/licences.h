// Who waits for licences, country by country: counted from the events of traced runs.
#pragma once

#include "sim/report/table.h"
#include "tools/study/results.h"

namespace tools {

/// For the policies of a study (see PriceRole), by the place of the buyer: licences asked for, how long they take, how many are
/// refused; means over the runs that finished, which are run again to see their events.
sim::Table licence_load_table(const Results& results);

}  // namespace tools
