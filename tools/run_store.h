// The runs of `run` as a results store: what reads the results of a study reads them too.
#pragma once

#include "tools/studies.h"

namespace tools {

/// Throws sim::StoreError when the folder of results holds the store of a sweep, which runs must not replace.
void require_no_sweep_in(const StudyOptions& options);

/// Writes results.sqlite into the folder of results, whole or not at all: the study of no design that these runs are,
/// every measure at the end of every year. A store of former runs there is replaced. Nothing without a folder.
void store_runs(const StudyOptions& options, const Study& study);

}  // namespace tools
