// The sheets of a brief's workbook: its tables, and the data of fans and sweeps with charts of Excel's own over them.
#pragma once

#include <vector>

#include "tools/brief/brief.h"
#include "tools/brief/workbook.h"

namespace tools {

std::vector<WorkbookSheet> sheets_of(const Brief& brief);

}  // namespace tools
