# Everything lives in .venv/; the commands are explained in README.md.
# On Windows use packaging\windows\make.cmd with the same words.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run

VENV := .venv
BIN := $(VENV)/bin
DEMO := out/demo
MINUTES := 30

.PHONY: run setup setup-dev test bench shots soak lock package package-check clean

run: setup  ## set up, then open the window on a demo profile (without a display: the tour)
	packaging/run.sh $(DEMO)

setup: $(VENV)/.run-ready  ## virtual environment, locked packages, system libraries

setup-dev: $(VENV)/.test-ready

$(VENV)/.run-ready: requirements.lock packaging/system.sh packaging/environment.sh
	packaging/system.sh run
	packaging/environment.sh $(VENV) requirements.lock
	touch $@

$(VENV)/.test-ready: requirements.lock requirements-dev.lock packaging/system.sh packaging/environment.sh
	packaging/system.sh test
	packaging/environment.sh $(VENV) requirements-dev.lock
	touch $@ $(VENV)/.run-ready

test: setup-dev  ## style, types, layers, and every test, those in a real window included
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest

bench: setup-dev  ## our figures beside their floors (benchmarks/README.md)
	tests/desk/withdesk $(BIN)/python -m benchmarks

shots: setup-dev  ## a picture of every screen, in every theme and size, under out/shots
	$(BIN)/python -m tests.shots out/shots

soak: setup-dev  ## kills, full disks, folders pulled away: make soak MINUTES=30, OFFICE=--office for PostgreSQL
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(OFFICE)

lock:  ## write the lock files anew (needs `uv` in the virtual environment)
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
	    --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
	    --extra build --extra dev pyproject.toml -o requirements-dev.lock

package: setup-dev  ## an installed program for this system, under dist/
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build packaging/assay.spec

package-check: package  ## build it, then use it on the virtual desktop
	tests/desk/withdesk $(BIN)/python packaging/check_build.py dist/assay/assay

clean:
	rm -rf build dist out
