"""Writes Tests/FormatsTests/Fixtures/small.sqlite with Python's sqlite3: `python3 databases.py`."""

import sqlite3
from pathlib import Path

FIXTURES = Path(__file__).resolve().parents[2] / "Tests" / "FormatsTests" / "Fixtures"

if __name__ == "__main__":
    path = FIXTURES / "small.sqlite"
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA page_size = 1024")
    connection.executescript(
        """
        CREATE TABLE people (name TEXT, age INTEGER, height REAL, score, mixed, day TEXT, number INTEGER);
        CREATE TABLE pictures (name TEXT, content BLOB);
        CREATE TABLE words (word TEXT);
        CREATE TABLE blank (x, y);
        CREATE VIEW grown AS SELECT name, age FROM people WHERE age >= 18;
        CREATE VIEW loader AS SELECT load_extension('/tmp/none') AS x;
        """
    )
    connection.executemany(
        "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            ("Zoë", 31, 1.7, 1, 1, "2026-01-02", 2**53),
            ("Adam", 17, 1.8, 2.5, "two", "2026-01-03", 2**53 + 1),
            (None, None, None, None, None, None, None),
            ("Zoë", 64, 1.5, 3, 2.5, "2026-01-02", -5),
        ],
    )
    connection.execute("INSERT INTO pictures VALUES ('a', x'00ff')")
    # 41 different words, each once: too many for categories.
    connection.executemany("INSERT INTO words VALUES (?)", [(f"word {n}",) for n in range(41)])
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    print(path.stat().st_size, "bytes")
