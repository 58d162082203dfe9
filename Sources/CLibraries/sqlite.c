#include "SQLite.h"
#include "define.h"

NABLA_LIBRARY_DEFINE(nabla_sqlite, NABLA_SQLITE, "libsqlite3.so.0")

// The function takes arguments of any number, which Swift cannot call.
int nabla_sqlite_confine(const nabla_sqlite *library, sqlite3 *connection) {
  static const struct {
    int option, value;
  } settings[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
  };
  for (unsigned index = 0; index < sizeof settings / sizeof *settings; index++) {
    int now = -1;
    int code =
        library->sqlite3_db_config(connection, settings[index].option, settings[index].value, &now);
    if (code != SQLITE_OK || now != settings[index].value) return 0;
  }
  return 1;
}
