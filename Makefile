# socialcase: every task of the project. `make` alone lists them.
# Each target does the set-up that it needs by itself; running it again starts at once.

PYTHON ?= $(shell command -v /usr/bin/python3.11 || command -v python3.11 || echo python3)
BIN := .venv/bin
RUN := $(BIN)/python
WORKERS ?= 2
PYTEST := QT_QPA_PLATFORM=offscreen $(RUN) -m pytest
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
# published XLSForms for the demo to try besides its own, where somebody has put some
FORMS ?= $(wildcard ../shared/cases/forms)
CATALOGS := $(wildcard resources/i18n/*.po)
# another form engine, which `make bench` runs beside ours
RIVAL := tests/bench/rival

export PYTHONUTF8 := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help setup setup-soak catalogs demo run test soak bench lint format conformance pictures drawing build install-check lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## system libraries, .venv, pinned packages, translations (done by the others as needed)
	@$(PYTHON) scripts/setup.py
	@$(MAKE) -s catalogs

setup-soak:
	@$(PYTHON) scripts/setup.py --soak
	@$(MAKE) -s catalogs

catalogs: .venv/catalogs-ready

.venv/catalogs-ready: scripts/catalogs.py $(CATALOGS)
	@$(RUN) scripts/catalogs.py > /dev/null
	@touch $@

demo: setup  ## an office, three laptops, 24 invented families, the way of a case; then the window
	@$(RUN) -m socialcase demo $(if $(FORMS),--forms $(FORMS))

run: setup  ## the program itself
	@$(RUN) -m socialcase

lint: setup  ## style, types, and which room may import which
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet . || { echo "Please run: make format"; exit 1; }
	@$(BIN)/lint-imports --no-logo > .venv/imports.log 2>&1 || { cat .venv/imports.log; exit 1; }
	@$(BIN)/mypy --no-error-summary

format: setup  ## put every file into the project's style
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

test: lint  ## everything that must hold before a change is shared (minutes)
	@$(PYTEST) -n $(WORKERS) -p no:cacheprovider

soak: setup-soak  ## the long drills: kills, power cuts, hostile bundles, schedules, packaging (hours)
	@$(PYTEST) -m soak --timeout 14400

conformance: setup  ## the form engine against recorded cases of others: CASES=FOLDER
	@$(if $(CASES),$(RUN) -m tests.conformance "$(CASES)",$(PYTEST) tests/conformance -p no:cacheprovider)

bench: setup-soak $(RIVAL)/node_modules  ## this program beside floors measured in the same run; fails when a target is missed
	@QT_QPA_PLATFORM=offscreen $(RUN) -m tests.bench

# without npm or a network the bench still runs, and says what it could not measure
$(RIVAL)/node_modules: $(RIVAL)/package-lock.json
	@cd $(RIVAL) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules \
		|| echo "The other form engine could not be installed (npm ci); only ours is measured."

pictures: setup  ## draw the pictures of the documentation from the running program
	@QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES='default.warning=false' $(RUN) scripts/pictures.py

drawing: setup  ## draw the rooms and their imports (docs/pictures/rooms.svg)
	@$(RUN) scripts/drawing.py

build: setup  ## a folder with a program that needs no Python: dist/socialcase/
	@$(BIN)/pyinstaller --noconfirm --log-level ERROR build.spec
	@dist/socialcase/socialcase --help > /dev/null && dist/socialcase/socialcase doctor > /dev/null && echo "dist/socialcase/socialcase is ready"

install-check: setup  ## `pip install .` into an empty environment gives a working command
	@$(PYTEST) -m soak tests/install -p no:cacheprovider

lock:  ## resolve both lock files anew from pyproject.toml (needs the network)
	@$(PYTHON) -m venv build/lock && build/lock/bin/pip --quiet install uv
	@build/lock/bin/uv pip compile $(LOCKING) --output-file requirements.lock pyproject.toml
	@build/lock/bin/uv pip compile $(LOCKING) --extra dev --output-file requirements-dev.lock pyproject.toml

clean:  ## remove what the targets made, .venv included
	@rm -rf .venv build dist $(RIVAL)/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache src/*.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
