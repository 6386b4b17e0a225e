#include "sim/experiment/store_sql.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <cmath>
#include <system_error>

#include <fmt/format.h>

#include "sim/numeric/constants.h"

namespace sim::sql {
namespace {

/// How long a statement waits for others. A writer tries again after it, see Store.
constexpr int kWriterWaitsMilliseconds = 1000;
constexpr int kReaderWaitsMilliseconds = 60000;

/// Steps of SQLite's machine between two looks at whether someone asked to stop: a fraction of a millisecond.
constexpr int kStepsBetweenLooks = 10000;

int look_for_interrupt(void* /*nothing*/) { return interrupt_requested() ? 1 : 0; }

FileNumber number_of(const std::filesystem::path& file) {
  struct stat there {};
  if (stat(file.c_str(), &there) != 0) return {};
  return {there.st_dev, there.st_ino};
}

}  // namespace

std::string sentence(const std::filesystem::path& file, Use use, std::string_view why) {
  return fmt::format("cannot {} '{}': {}", use == Use::kRead ? "read" : "write", file.string(), why);
}

Database::Database(const std::filesystem::path& file, Use use) : file_(file), use_(use) {
  // Readers too may have to clear up after a killed writer, where the folder lets them.
  const int flags = SQLITE_OPEN_READWRITE | (use == Use::kWrite ? SQLITE_OPEN_CREATE : 0);
  // An absolute path is never taken for one of SQLite's own names, such as ":memory:" or "file:...".
  const int code = sqlite3_open_v2(std::filesystem::absolute(file).c_str(), &open_, flags, nullptr);
  try {
    if (code != SQLITE_OK) fail();
    sqlite3_extended_result_codes(open_, 1);
    sqlite3_busy_timeout(open_, use == Use::kWrite ? kWriterWaitsMilliseconds : kReaderWaitsMilliseconds);
    run("PRAGMA foreign_keys = ON");
    number_ = number_of(file);
  } catch (...) {
    sqlite3_close(open_);
    throw;
  }
}

Database::~Database() { sqlite3_close(open_); }

void Database::fail() {
  const int code = sqlite3_errcode(open_) & 0xFF;
  if (code == SQLITE_INTERRUPT) throw Interrupted();
  std::string why = sqlite3_errmsg(open_);
  const int system = sqlite3_system_errno(open_);
  if (system != 0 && (code == SQLITE_IOERR || code == SQLITE_CANTOPEN)) {
    why += fmt::format(" ({})", std::generic_category().message(system));
  }
  const std::string what = sentence(file_, use_, why);
  if (code == SQLITE_BUSY) throw BusyError(what);
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) throw DamagedStore(what);
  throw StoreError(what);
}

void Database::refuse(std::string_view why) const { throw StoreError(sentence(file_, use_, why)); }

void Database::refuse_as_damaged(std::string_view why) const {
  throw DamagedStore(sentence(file_, use_, why));
}

void Database::run(const std::string& sql) {
  if (sqlite3_exec(open_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

void Database::require_in_place() {
  if (number_of(file_) != number_)
    refuse("it was removed, or another file laid in its place, while it was written");
}

std::int64_t Database::number(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const std::string& sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.text(0) : "";
}

std::int64_t Database::last_row() const { return sqlite3_last_insert_rowid(open_); }

Stoppable::Stoppable(Database& database) : database_(database) {
  sqlite3_progress_handler(database_.open(), kStepsBetweenLooks, look_for_interrupt, nullptr);
}

Stoppable::~Stoppable() { sqlite3_progress_handler(database_.open(), 0, nullptr, nullptr); }

Reading::~Reading() { sqlite3_exec(database_.open(), "COMMIT", nullptr, nullptr, nullptr); }

Transaction::Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (!over_) sqlite3_exec(database_.open(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.run("COMMIT");
  over_ = true;
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  check(sqlite3_prepare_v2(database_.open(), sql.data(), static_cast<int>(sql.size()), &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::check(int code) {
  if (code != SQLITE_OK) database_.fail();
}

void Statement::reset() { sqlite3_reset(statement_); }

void Statement::set(int at, std::int64_t value) { check(sqlite3_bind_int64(statement_, at, value)); }

void Statement::set(int at, double value) {
  check(std::isnan(value) ? sqlite3_bind_null(statement_, at) : sqlite3_bind_double(statement_, at, value));
}

void Statement::set(int at, const std::string& value) {
  // SQLite frees nothing and copies at once: the text may be gone when the statement runs.
  check(sqlite3_bind_text64(statement_, at, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::set(int at, Blob value) {
  check(sqlite3_bind_blob64(statement_, at, value.bytes.data(), value.bytes.size(), SQLITE_TRANSIENT));
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) database_.fail();
  return code == SQLITE_ROW;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

bool Statement::is_real(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_FLOAT; }

int Statement::columns() const { return sqlite3_column_count(statement_); }

double Statement::real(int column) const {
  return is_null(column) ? kNan : sqlite3_column_double(statement_, column);
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes == nullptr
             ? std::string()
             : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

}  // namespace sim::sql
