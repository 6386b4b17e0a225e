// The tables of a store, and the study's record in them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/experiment/store.h"
#include "sim/experiment/store_sql.h"

namespace sim::schema {

/// Whether nothing was ever written into the file: a new one, or of a program that was killed at its start.
bool is_empty(sql::Database& database);
/// Throws StoreError when the file is no store, of another version of it, or damaged.
void require_sound(sql::Database& database);
/// Throws std::invalid_argument when two columns of the wide view would have one name.
void require_distinct_columns(const StudyRecord& study);

/// Makes the tables and views and fills in the study, all but its build. Within a transaction.
void make(sql::Database& database, const StudyRecord& study);
/// Replaces the record of the study; what runs refer to and it no longer asks for stays. Within a transaction.
void update(sql::Database& database, const StudyRecord& study);
/// The number of the record's build, which is added when it is new. Within a transaction.
std::int64_t number_of_build(sql::Database& database, const StudyRecord& study);

/// Whether with the outputs and scenarios of former studies, or with those that are asked for.
enum class Which { kAsked, kAll };
StudyRecord study(sql::Database& database, Which which);
std::vector<StoredBuild> builds(sql::Database& database);
/// None in a store of a program that did not count it.
StoredWork work(sql::Database& database);

/// What keeps `now` from going on with what was made for `was`, a clause each; empty when it only asks for more or less.
std::vector<std::string> differences(const StudyRecord& was, const StudyRecord& now);

/// The headers of a wide table: the first columns, the factors, the outputs as measure_year.
std::vector<std::string> wide_columns(const StudyRecord& study);

}  // namespace sim::schema
