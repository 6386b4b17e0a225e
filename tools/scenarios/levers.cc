#include "tools/scenarios/levers.h"

#include "models/enforcement/enforcement.h"

namespace tools {

std::vector<sim::FieldRow> levers() {
  std::vector<sim::FieldRow> rows = sim::describe_fields<chokepoint::EnforcementInput>("enforcement");
  std::erase_if(rows, [](const sim::FieldRow& row) { return row.type != sim::type_word<sim::Steps>(); });
  std::erase_if(rows, [](const sim::FieldRow& row) { return row.path.find('<') != std::string::npos; });
  return rows;
}

}  // namespace tools
