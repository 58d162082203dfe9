#pragma once
#include <sqlite3.h>

#include "Library.h"

#define NABLA_SQLITE(F)                                                                             \
  F(sqlite3_open_v2)                                                                                \
  F(sqlite3_close_v2)                                                                               \
  F(sqlite3_db_config)                                                                              \
  F(sqlite3_limit)                                                                                  \
  F(sqlite3_hard_heap_limit64)                                                                      \
  F(sqlite3_busy_timeout)                                                                           \
  F(sqlite3_set_authorizer)                                                                         \
  F(sqlite3_progress_handler)                                                                       \
  F(sqlite3_prepare_v2)                                                                             \
  F(sqlite3_finalize)                                                                               \
  F(sqlite3_stmt_readonly)                                                                          \
  F(sqlite3_step)                                                                                   \
  F(sqlite3_reset)                                                                                  \
  F(sqlite3_column_count)                                                                           \
  F(sqlite3_column_name)                                                                            \
  F(sqlite3_column_type)                                                                            \
  F(sqlite3_column_int64)                                                                           \
  F(sqlite3_column_double)                                                                          \
  F(sqlite3_column_text)                                                                            \
  F(sqlite3_column_bytes)                                                                           \
  F(sqlite3_errmsg)

NABLA_LIBRARY(nabla_sqlite, NABLA_SQLITE)

/// Makes a connection one that only reads: no extensions, no trust in what the file's own views and
/// triggers call, none of the tricks that damage files. 1 where all of it holds.
int nabla_sqlite_confine(const nabla_sqlite *_Nonnull library, sqlite3 *_Nonnull connection);
