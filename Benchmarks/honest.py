#!/usr/bin/env python3
"""Replays sessions that nobody has edited on other numbers of threads and other kernel sets.

honest.py BINARY [sessions/] [replays]

Each replay is `nabla verify` of one session with a number of threads from 1 to 4 and one of the kernel sets that the
processor can run (`NABLA_KERNELS`). What differs is a false alarm; the script fails with one.
"""
import itertools
import json
import os
import pathlib
import subprocess
import sys
import time


def kernel_sets():
    flags = set()
    try:
        for line in open("/proc/cpuinfo"):
            if line.startswith("flags"):
                flags = set(line.split())
                break
    except OSError:
        pass
    sets = ["generic"]
    if {"avx2", "fma", "bmi2"} <= flags:
        sets.append("avx2")
        if {"avx512f", "avx512vl", "avx512dq", "avx512bw"} <= flags:
            sets.append("avx512")
            if "avx512_vnni" in flags:
                sets.append("vnni")
    return sets


def main():
    binary = sys.argv[1]
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "sessions")
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    sessions = sorted(root.rglob("*.nabla.md"))
    # Neighbours differ in session, threads and kernels, so that a part of all is a fair one.
    ways = list(itertools.product(range(1, 5), kernel_sets()))
    plan = [(sessions[i % len(sessions)], *ways[(i + i // len(sessions)) % len(ways)])
            for i in range(wanted)]
    alarms, unfinished, cells, start = [], 0, 0, time.monotonic()
    for session, threads, kernels in plan:
        run = subprocess.run(
            [binary, "verify", "--json", "-", "--threads", str(threads), str(session)],
            env={**os.environ, "NABLA_KERNELS": kernels}, capture_output=True, text=True)
        found = json.loads(run.stdout)["sessions"][0]["cells"]
        states = [cell["status"] for cell in found]
        # A slow machine is no false alarm; what stands on a cell that was ended proves nothing.
        if "time limit" in states:
            states = states[:states.index("time limit")]
            unfinished += 1
        cells += len(states)
        wrong = [cell for cell, state in zip(found, states) if not cell["agrees"]]
        if wrong:
            alarms.append((session, threads, kernels))
            print(f"{session}, {threads} threads, {kernels}: {wrong[0]}")
    if unfinished:
        print(f"{unfinished} replays ran out of time, and count as far as they came")
    print(f"{len(plan)} replays of {len(sessions)} sessions on {len(ways)} ways to compute: "
          f"{len(alarms)} false alarms, {cells} cells, {time.monotonic() - start:.0f} s")
    return 1 if alarms else 0


sys.exit(main())
