// Points of a store, and what happens to them and to runs when it is opened for a study again.
#pragma once

#include <string>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/experiment/store_sql.h"

namespace sim {

/// Removes runs and points that are not as they were written, and says which, a sentence each. Within a transaction.
std::vector<std::string> remove_damaged(sql::Database& database);

/// Adds a point that is not there. Within a transaction.
void add_point(sql::Database& database, const StoredPoint& point);

/// Gives points the numbers that their values have in the design; those that it has not get numbers beyond its end.
/// Within a transaction.
void move_points(sql::Database& database, const StudyRecord& study, const PointAt& design);

}  // namespace sim
