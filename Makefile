# Everything a developer or a fresh machine needs: `make run`, `make test`, `make check`.
# Needs Python >= 3.11 and GNU make; everything else is installed into .venv from the lock files.

PYTHON ?= python3
EXERCISE ?= dinsdag-zonder-netwerk
ROSTER ?= dronten

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCALE := crisis_tui/locale
CATALOGUES := $(wildcard $(LOCALE)/*/LC_MESSAGES/crisis_tui.po)
COMPILED := $(CATALOGUES:.po=.mo)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help run test check docs images bench chaos lock locale clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

run: $(VENV)/.installed $(COMPILED) ## set everything up and open the control room of the shipped exercise
	$(BIN)/crisis-tui run $(EXERCISE) --roster $(ROSTER)

test: $(VENV)/.dev $(COMPILED) ## set everything up and run the tests
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.dev $(COMPILED) ## everything that must hold besides the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.generate_docs --check
	$(BIN)/python -m tools.translations check

docs: $(VENV)/.dev $(COMPILED) ## make the generated pages of docs/ again
	$(BIN)/python -m tools.generate_docs

images: $(VENV)/.dev $(COMPILED) ## make the pictures of the screens in docs/ again
	$(BIN)/python -m tools.make_screenshots

bench: $(VENV)/.dev $(COMPILED) ## measure the figures that are architecture
	$(BIN)/python -m benchmarks $(ARGS)

chaos: $(VENV)/.dev $(COMPILED) ## ten minutes of processor time of directors, joiners and killers at random; the long state machines
	$(BIN)/python -m chaos $(ARGS)
	CRISIS_TUI_EXAMPLES=3000 $(BIN)/python -m pytest -q tests/exercise/test_against_naive.py tests/exercise/test_clock_of_a_session.py

locale: $(VENV)/.dev ## bring the catalogues up to date with the source, and compile them
	$(BIN)/python -m tools.translations update $(ARGS)
	@$(MAKE) --no-print-directory $(COMPILED)

lock: .lock-venv/.installed ## choose new versions of all dependencies and pin them with hashes
	UV_CUSTOM_COMPILE_COMMAND="make lock" .lock-venv/bin/uv pip compile $(LOCK_OPTIONS) \
		--group build --output-file requirements.lock pyproject.toml
	UV_CUSTOM_COMPILE_COMMAND="make lock" .lock-venv/bin/uv pip compile $(LOCK_OPTIONS) \
		--group dev --all-extras --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

LOCK_OPTIONS := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url

clean: ## remove everything that make made
	rm -rf $(VENV) .lock-venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis \
		.import_linter_cache $(COMPILED)

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "crisis-tui needs Python 3.11 or newer; say which: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.installed: requirements.lock pyproject.toml hatch_build.py | $(VENV)/.made
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

.lock-venv/.installed:
	$(PYTHON) -m venv .lock-venv
	.lock-venv/bin/python -m pip --disable-pip-version-check --quiet install uv
	@touch $@

%.mo: %.po | $(VENV)/.installed
	$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@ --locale=$(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))
