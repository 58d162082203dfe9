# run · test · check · bench · install · uninstall · clean: what README and CI call.

SHELL = /bin/bash
.SHELLFLAGS = -e -o pipefail -c

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
JOBS ?= 2

# The same flags in every release build, or SwiftPM compiles the package again.
RELEASE = -c release -j $(JOBS) --static-swift-stdlib
BINARY = .build/release/nabla
SHARE = $(DESTDIR)$(PREFIX)/share/nabla
PAGES = nabla.1 nabla-session.5 nabla-language.7
MANUALS = $(DESTDIR)$(PREFIX)/share/man
LESSONS = $(patsubst sessions/%,%,$(wildcard sessions/*.nabla.md sessions/course/*.nabla.md sessions/course/*/*.nabla.md))
# With the tables and texts that they read, and the glossaries.
LESSON_FILES = $(LESSONS) $(patsubst sessions/%,%,$(wildcard $(addprefix sessions/course/,*.csv *.txt glossary.md */glossary.md)))
LESSON_FOLDERS = $(patsubst sessions/%/glossary.md,%,$(wildcard sessions/course/*/glossary.md)) course

.PHONY: run packages release test built unit sessions check fuzz honest format lint layers bench install uninstall clean

## Installs what is missing, builds, trains the digit classifier; on a terminal the prompt stays.
run: packages release
	@$(BINARY) demo

## The development packages that the build needs; nothing when they are there.
packages:
	@.ci/packages

release:
	@echo "building the release binary (a few minutes the first time)"
	@$(SWIFT) build $(RELEASE) --product nabla
	@$(SWIFT) build $(RELEASE) --product nabla-kernel

## Unit tests in debug, terminal tests and sessions on the release binary.
test: packages
	@$(MAKE) --no-print-directory -j 2 release built
	@$(MAKE) --no-print-directory unit sessions

# In a folder of their own, so that both builds go at once: optimizing a whole module takes one core.
TESTS = --scratch-path .build-tests -j $(JOBS)

built:
	@$(SWIFT) build $(TESTS) --build-tests

# Without the lines that only say that a test has begun: there are thousands.
unit: built
	NABLA_BINARY="$(CURDIR)/$(BINARY)" $(SWIFT) test $(TESTS) --skip-build 2>&1 | grep -av '^◇'

## Every stored number again; then the lessons without pauses, which proves their solutions.
sessions:
	$(BINARY) verify --jobs $(JOBS) sessions/
	$(BINARY) lint sessions/
	@for lesson in $(LESSONS); do $(BINARY) walk --no-pause "sessions/$$lesson" > /dev/null \
	  || { echo "sessions/$$lesson does not walk to its end"; exit 1; }; done

## Everything that has to hold before a change lands.
check: export NABLA_SESSIONS = 200
check: export NABLA_KILLS = 60
check: export NABLA_EDITS = 20000
check: format lint layers test fuzz honest

## Sessions that nobody has edited, on other numbers of threads and other kernel sets: no false alarm.
honest: release
	@if command -v python3 > /dev/null; then python3 Benchmarks/honest.py $(BINARY) sessions 100; \
	  else echo "honest replays need python3" >&2; fi

## A million calls with extreme values, from a seed of their own; `make test` has fewer.
fuzz:
	NABLA_FUZZ_CALLS=1000000 NABLA_FUZZ_SEED=1000 $(SWIFT) test $(TESTS) --filter FuzzTests.FuzzTests

format:
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests

lint:
	@.ci/lint

layers:
	$(SWIFT) build -j $(JOBS) --explicit-target-dependency-import-check error

## Speed: nabla and, where their environments are, PyTorch and Keras; prints the table of the README.
bench: packages
	$(SWIFT) build $(RELEASE) --product nabla-bench
	$(SWIFT) build $(RELEASE) --product nabla
	@Benchmarks/run.sh
	@if command -v python3 > /dev/null; then \
	  python3 Benchmarks/terminal.py $(BINARY) && python3 Benchmarks/notebook.py $(BINARY); \
	  else echo "the terminal's numbers need python3" >&2; fi

install: release
	install -d "$(DESTDIR)$(PREFIX)/bin"
	for folder in $(LESSON_FOLDERS); do install -d "$(SHARE)/sessions/$$folder"; done
	install -s -m 755 $(BINARY) "$(DESTDIR)$(PREFIX)/bin/nabla"
	install -s -m 755 $(BINARY)-kernel "$(DESTDIR)$(PREFIX)/bin/nabla-kernel"
	$(BINARY) kernel install --prefix "$(DESTDIR)$(PREFIX)" --program "$(PREFIX)/bin/nabla-kernel"
	install -m 644 LICENSE "$(SHARE)/LICENSE"
	for lesson in $(LESSON_FILES); do install -m 644 "sessions/$$lesson" "$(SHARE)/sessions/$$lesson"; done
	for page in $(PAGES); do \
	  install -d "$(MANUALS)/man$${page##*.}"; \
	  $(BINARY) manual "$$page" > "$(MANUALS)/man$${page##*.}/$$page"; done

## Removes exactly what `install` puts there; folders only when they are empty.
uninstall:
	if [ -e "$(DESTDIR)$(PREFIX)/share/jupyter/kernels/nabla/kernel.json" ]; then \
	  "$(DESTDIR)$(PREFIX)/bin/nabla" kernel remove --prefix "$(DESTDIR)$(PREFIX)"; fi
	rm -f "$(DESTDIR)$(PREFIX)/bin/nabla" "$(DESTDIR)$(PREFIX)/bin/nabla-kernel" "$(SHARE)/LICENSE"
	for lesson in $(LESSON_FILES); do rm -f "$(SHARE)/sessions/$$lesson"; done
	for page in $(PAGES); do rm -f "$(MANUALS)/man$${page##*.}/$$page"; done
	for folder in $(LESSON_FOLDERS:%="$(SHARE)/sessions/%") "$(SHARE)/sessions" "$(SHARE)"; do \
	  if [ -d "$$folder" ]; then rmdir --ignore-fail-on-non-empty "$$folder"; fi; done

clean:
	$(SWIFT) package clean
	rm -rf .build-tests
