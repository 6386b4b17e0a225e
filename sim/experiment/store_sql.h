// SQLite for the store alone: a file that is closed, statements that are ended, errors that are thrown.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "sim/experiment/interrupt.h"
#include "sim/experiment/store.h"

struct sqlite3;
struct sqlite3_stmt;

namespace sim::sql {

/// Someone else holds the file: what was tried may be tried again.
class BusyError : public StoreError {
 public:
  using StoreError::StoreError;
};

enum class Use { kRead, kWrite };

/// Which file a name stands for; zeros when for none.
struct FileNumber {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  // NOLINTNEXTLINE(modernize-use-nullptr): misread by clang-tidy 14
  bool operator==(const FileNumber&) const = default;
};

/// Bytes as a value of their own kind, which is not text.
struct Blob {
  std::string_view bytes;
};

/// "cannot write 'study.sqlite': why".
std::string sentence(const std::filesystem::path& file, Use use, std::string_view why);

/// An open file. For one thread at a time. All functions throw StoreError with a sentence().
class Database {
 public:
  /// kWrite makes the file when it is not there.
  Database(const std::filesystem::path& file, Use use);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void run(const std::string& sql);  ///< statements without an answer
  /// Throws when the open file is no longer the one of its name: what is written to it would be lost.
  void require_in_place();
  std::int64_t number(const std::string& sql);  ///< the first column of the first row
  std::string text(const std::string& sql);     ///< likewise
  std::int64_t last_row() const;                ///< the number of the row that was inserted last
  [[noreturn]] void fail();                     ///< with what SQLite said last
  [[noreturn]] void refuse(std::string_view why) const;
  [[noreturn]] void refuse_as_damaged(std::string_view why) const;  ///< throws DamagedStore
  sqlite3* open() { return open_; }

 private:
  std::filesystem::path file_;
  Use use_;
  sqlite3* open_ = nullptr;
  FileNumber number_;
};

/// While it lives, whoever asks to stop (interrupt.h) ends what the database does with sim::Interrupted, be it a single
/// statement that takes minutes.
class Stoppable {
 public:
  explicit Stoppable(Database& database);
  ~Stoppable();
  Stoppable(const Stoppable&) = delete;
  Stoppable& operator=(const Stoppable&) = delete;

 private:
  Database& database_;
};

/// What is read together: nobody else's changes come between. Not within a transaction.
class Reading {
 public:
  explicit Reading(Database& database) : database_(database) { database_.run("BEGIN"); }
  ~Reading();
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  Database& database_;
};

/// Changes that are made together: all undone unless commit() was reached.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool over_ = false;
};

/// How often something is tried, a second each, while others hold the file.
constexpr int kMostTries = 60;

/// Makes a change, again and again while others hold the file; then BusyError. Throws sim::Interrupted.
template <class Change>
void insist(const Change& change) {
  for (int tries = 1;; ++tries) {
    try {
      return change();
    } catch (const BusyError&) {
      if (tries == kMostTries) throw;
      heed_interrupt();
    }
  }
}

/// A prepared statement, to be run as often as one likes.
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Sets the parameters from the first on and starts again.
  template <class... T>
  Statement& with(const T&... values) {
    reset();
    int at = 0;
    (set(++at, values), ...);
    return *this;
  }
  bool step();  ///< whether there is a row, or another one
  void run();   ///< to its end

  // Columns of the row, from 0.
  std::int64_t integer(int column) const;
  double real(int column) const;       ///< NULL: NaN
  std::string text(int column) const;  ///< or the bytes of a blob
  bool is_null(int column) const;
  bool is_real(int column) const;
  int columns() const;

  void reset();  ///< lets go of what it reads

 private:
  void set(int at, std::int64_t value);
  void set(int at, int value) { set(at, static_cast<std::int64_t>(value)); }
  void set(int at, double value);  ///< NaN: NULL
  void set(int at, const std::string& value);
  void set(int at, Blob value);
  void check(int code);

  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace sim::sql
