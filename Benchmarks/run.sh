#!/usr/bin/env bash
# Runs nabla and its peers in turns, so that all meet the same machine, and prints ratio tables as Markdown.
#   Benchmarks/run.sh [workloads] [rounds] [threads]     defaults: "A B C D E F S" 5 "1 2"
# VENVS is the folder with the peers' environments (Benchmarks/peers/setup.sh); without it nabla runs alone.
# SKIPS names what is left out, such as "jax:C", which takes minutes a round; with WRITES=1 the tables are
# written into the READMEs. PyTorch runs twice: as it is, and with numbers below 1e-38 taken for zero, as
# nabla takes them.
# Needs an otherwise idle machine. With one thread each program is pinned to one core.
set -eu
cd "$(dirname "$0")/.."
workloads=${1:-A B C D E F S} rounds=${2:-5} threads=${3:-1 2}
bench=.build/release/nabla-bench
lines=$(mktemp)
trap 'rm -f "$lines"' EXIT

pinned() { # threads, command…
  if [ "$1" -eq 1 ] && command -v taskset > /dev/null; then taskset -c 1 "${@:2}"; else "${@:2}"; fi
}
run() { # name, workload, threads, command…
  local began=${EPOCHREALTIME/[.,]/} failed=0
  pinned "$3" "${@:4}" 2> /dev/null | tee -a "$lines" >&2 || failed=1
  [ "$failed" -eq 0 ] || { echo "failed: ${*:4}" >&2; return 0; }
  [ "$2" = S ] || return 0
  local spent=$((${EPOCHREALTIME/[.,]/} - began))
  printf '{"fw": "%s", "wl": "S", "threads": %s, "unit": "start", "median_ms": %s.%03d}\n' \
    "$1" "$3" "$((spent / 1000))" "$((spent % 1000))" | tee -a "$lines" >&2
}
peer() { # program, name, workload, threads
  local environment=$1
  [ "$1" != keras ] || environment=tf
  local python=${VENVS:-}/$environment/bin/python
  case " ${SKIPS:-} " in *" $1:$3 "*) return 0 ;; esac
  if [ -n "${VENVS:-}" ] && [ -x "$python" ]; then
    run "$2" "$3" "$4" "${@:5}" "$python" -B "Benchmarks/peers/peer_$1.py" "$3" "$4" 1
  fi
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds, load $(cut -d" " -f1 /proc/loadavg 2> /dev/null)" >&2
  for workload in $workloads; do
    for count in $threads; do
      run nabla "$workload" "$count" "$bench" "$workload" "$count" 1
      peer torch PyTorch "$workload" "$count"
      [ "$workload" = S ] || peer torch "PyTorch flushing" "$workload" "$count" env FLUSHES_SUBNORMALS=1
      peer jax JAX "$workload" "$count"
      peer keras Keras "$workload" "$count"
    done
  done
done
Benchmarks/tables.sh "$lines" ${WRITES:+--write}
