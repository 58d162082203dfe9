#!/usr/bin/env bash
# Runs nabla and its peers in turns, so that all meet the same machine, and prints ratio tables as Markdown.
#   Benchmarks/run.sh [workloads] [rounds] [threads]     defaults: "A B F" 5 "1 2"
# VENVS is the folder with the peers' environments (Benchmarks/peers/setup.sh); without it nabla runs alone.
# Needs an otherwise idle machine. With one thread each program is pinned to one core.
set -eu
cd "$(dirname "$0")/.."
workloads=${1:-A B F} rounds=${2:-5} threads=${3:-1 2}
bench=.build/release/nabla-bench
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT

run() { # threads, command…
  if [ "$1" -eq 1 ] && command -v taskset > /dev/null; then taskset -c 1 "${@:2}"; else "${@:2}"; fi \
    2> /dev/null | tee -a "$lines" >&2 || echo "failed: ${*:2}" >&2
}
peer() { # name, workload, threads
  local environment=$1
  [ "$1" != keras ] || environment=tf
  local python=${VENVS:-}/$environment/bin/python
  if [ -n "${VENVS:-}" ] && [ -x "$python" ]; then
    run "$3" "$python" -B "Benchmarks/peers/peer_$1.py" "$2" "$3" 1
  fi
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds, load $(cut -d" " -f1 /proc/loadavg 2> /dev/null)" >&2
  for workload in $workloads; do
    for count in $threads; do
      run "$count" "$bench" "$workload" "$count" 1
      peer torch "$workload" "$count"
      peer jax "$workload" "$count"
      peer keras "$workload" "$count"
    done
  done
done
awk -f Benchmarks/table.awk "$lines"
