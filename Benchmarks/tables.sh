#!/usr/bin/env bash
# Prints the tables of a run's recorded lines, and with --write puts them between their marks: wall times into
# README.md, processor times and memory into Benchmarks/README.md.
#   Benchmarks/tables.sh lines.json [--write]
set -eu
lines=$(realpath "$1")
cd "$(dirname "$0")/.."
table=$(mktemp)
trap 'rm -f "$table"' EXIT

for kind in wall processor memory; do
  awk -v kind="$kind" -f Benchmarks/table.awk "$lines" > "$table"
  echo
  cat "$table"
  [ "${2:-}" = --write ] || continue
  file=README.md
  [ "$kind" = wall ] || file=Benchmarks/README.md
  awk -v mark="<!-- bench $kind -->" -v table="$table" '
    $0 == mark { print; while ((getline line < table) > 0) print line; skips = 1; next }
    $0 == "<!-- end -->" { skips = 0 }
    !skips' "$file" > "$table.new"
  cat "$table.new" > "$file"
  rm "$table.new"
done
