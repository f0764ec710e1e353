# What can be done here; `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory
# images of containers set it: then each of the hundred processes that the tests start compiles all its modules
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8501
ATLAS := .venv/bin/accord-atlas
VENV := .venv/bin/python
# two workers: the machine that all figures are for has two cores; one file stays with one worker
PYTEST := $(VENV) -m pytest -q $(if $(NO_SKIPS),-p tests.plugins.no_skips)
LOCK := $(or $(wildcard .venv/bin/uv),uv) pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-annotate --no-header --no-config --quiet $(if $(UPGRADE),--upgrade)

.PHONY: help
help: ## list what can be done
	@echo 'Accord Atlas: an explorable knowledge graph of the Abraham Accords'
	@echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1 \t\2/p' Makefile | expand -t 26

# --- for everybody -------------------------------------------------------------------------------------

.PHONY: run
run: setup ## open the app, at another port with PORT=8502
	@.ci/free-port '$(PORT)'
	@$(ATLAS) serve --port $(PORT)

.PHONY: setup
setup: ## install what the app needs, into .venv
	@.ci/setup runtime

.PHONY: test
test: setup-tests lint types-and-unit browser ## run every check and every test
	@echo 'all checks hold'

.PHONY: clean
clean: ## remove what tools left behind; data, snapshots and .venv stay
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

# --- for those who work on it --------------------------------------------------------------------------

.PHONY: setup-tools
setup-tools: ## install linter, type checker and test libraries
	@.ci/setup tools

.PHONY: setup-tests
setup-tests: ## install these, and a browser for the tests
	@.ci/setup tests

.PHONY: lint
lint: setup-tools ## check style and form of the code
	@.ci/step 'checking style' .venv/bin/ruff check .
	@.ci/step 'checking form' .venv/bin/ruff format --check .

.PHONY: types
types: setup-tools ## check types
	@.ci/step 'checking types' .venv/bin/mypy

.PHONY: unit
unit: setup-tools ## run the tests that need no browser
	@echo 'running the tests that need no browser'
	@$(PYTEST) --numprocesses 2 --dist loadfile --no-loadscope-reorder --ignore tests/browser --ignore tests/engines

.PHONY: types-and-unit
types-and-unit: setup-tools ## run these two beside each other
	@# while one core builds the snapshot that most tests wait for, the other checks types
	@{ said=$$($(MAKE) types 2>&1); found=$$?; echo "$$said"; exit $$found; } & types=$$!; \
	$(MAKE) unit; found=$$?; wait $$types && exit $$found

.PHONY: browser
browser: setup-tests ## run the tests that look at the app in a browser
	@echo 'running the tests in the browser'
	@# a browser on a busy machine may miss its moment: who fails is asked again, twice at most, and named in the report
	@# each test has its page for itself, so a worker that is done takes over from the other
	@$(PYTEST) --numprocesses 2 --reruns 2 -r R --dist worksteal tests/browser

.PHONY: setup-engines
setup-engines: ## install the tests' libraries, and Debian's Virtuoso
	@.ci/setup engines

.PHONY: test-engines
test-engines: setup-engines ## open the atlas over other SPARQL engines, and compare all answers
	@echo 'running the tests over other engines'
	@$(PYTEST) tests/engines

.PHONY: examples
examples: setup-tools ## look for examples that no property test has met yet (minutes)
	@HYPOTHESIS_PROFILE=new $(PYTEST) --numprocesses 2 --dist load $$(grep --recursive --files-with-matches '@given' tests)

.PHONY: test-kill
test-kill: setup-tools ## kill an import at 50 moments, and look whether its folder is whole (a minute)
	@KILLS=50 $(PYTEST) tests/own/test_kill.py

.PHONY: setup-bench
setup-bench: ## install these, and the other canvases that ours is measured beside
	@.ci/setup bench

.PHONY: bench
bench: setup-bench ## measure how long readers wait, beside other ways to draw the same
	@$(VENV) -m benchmarks
	@$(VENV) -m benchmarks.readers
	@$(VENV) -m benchmarks.answers
	@$(VENV) -m benchmarks.analysis
	@$(VENV) -m benchmarks.own
	@$(VENV) -m benchmarks.sessions
	@$(VENV) -m benchmarks.growth

.PHONY: snapshot
snapshot: setup ## build the snapshot of the data that the app opens
	@$(ATLAS) snapshot

.PHONY: harvest
harvest: setup ## write data/generated anew from the tables in ATLAS_DATASETS, or one with TABLE=factbook
	@$(ATLAS) harvest $(TABLE)

.PHONY: lock
lock: ## choose the exact libraries after a change of pyproject.toml (needs uv), newest with UPGRADE=1
	@.ci/step 'locking what the app needs' \
		$(LOCK) pyproject.toml --group build --output-file requirements.lock
	@.ci/step 'locking what the tests need' \
		$(LOCK) --group tests --constraints requirements.lock --output-file requirements-dev.lock
	@.ci/step 'locking what the benchmarks need' \
		$(LOCK) --group bench --constraints requirements.lock --output-file requirements-bench.lock

.PHONY: check-clean-clone
check-clean-clone: ## open and test a fresh clone of what is committed, as a stranger would
	@.ci/clean-clone
