# make run: everything that is needed, then the archive with its sample meetings. make help lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
FIT ?= --check
SCRATCH := $(VENV)/scratch

.PHONY: help run test check test-slow screenshots fit-moves fit-themes clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(VENV)/installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.txt
	touch $@

run: $(VENV)/installed  ## start with the sample meetings (PORT=8000)
	$(BIN)/python manage.py start --demo --port $(PORT)

test: $(VENV)/installed-dev  ## the test suite, browser tests where a Chromium is found
	$(BIN)/python -m pytest -n 2

test-slow: $(VENV)/installed-dev  ## the heavier checks
	$(BIN)/python -m pytest -m slow -n 2

check: $(VENV)/installed-dev  ## lint, types, Django's checks, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy speeches/text speeches/documents speeches/search speeches/compare
	mkdir -p $(SCRATCH)
	STUDYARCHIVE_DATA=$(SCRATCH) $(BIN)/python manage.py check --fail-level WARNING
	STUDYARCHIVE_DATA=$(SCRATCH) $(BIN)/python manage.py makemigrations --check --dry-run

screenshots: $(VENV)/installed-dev  ## log in as each role and save the main pages as PNG
	$(BIN)/python scripts/screenshots.py

$(VENV)/installed-fit: requirements.txt benchmarks/requirements.txt
	$(PYTHON) -m venv $(VENV)/fit
	$(VENV)/fit/bin/python -m pip install -q --disable-pip-version-check -r requirements.txt -r benchmarks/requirements.txt
	touch $@

fit-moves: $(VENV)/installed-fit  ## how well the weights of moves generalise (FIT="--write --kit DIR" fits and writes them)
	$(VENV)/fit/bin/python benchmarks/fit_moves.py $(FIT)

fit-themes: $(VENV)/installed-fit  ## the same for the weights of themes
	$(VENV)/fit/bin/python benchmarks/fit_themes.py $(FIT)

clean:  ## remove the virtual environment and caches (never the data folder)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
