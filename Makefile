# Every command of the project. The two to know: `make demo` and `make test`; each prepares all it needs.
# DEBRIEF_PORT=8010 make demo    another port        make test ARGS="tests/live -x"    a part of the suite

VENV ?= .venv
PYTHON := $(VENV)/bin/python
ARGS ?=

# Homebrew's libraries are outside of where macOS looks. Its own shell drops this variable, so each command names it.
ifeq ($(shell uname -s),Darwin)
LIBRARIES := DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib
endif
RUN := $(LIBRARIES) $(PYTHON)

# The embedded mode, whatever the surrounding shell has set.
EMBEDDED := unset DATABASE_URL REDIS_URL DEBRIEF_BASE_URL DEBRIEF_DEMO DEBRIEF_VAR;

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-reset test test-postgres test-production test-services test-journey \
	lint types layers check format lock static bench bench-trends screenshots clean

help:
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 - /p' Makefile

# ---- set-up: a virtual environment with what requirements/ pins, and the system libraries of the PDF report

$(VENV)/.app: requirements/app.txt scripts/set-up
	@VENV=$(VENV) scripts/set-up app

$(VENV)/.dev: $(VENV)/.app requirements/dev.txt
	@VENV=$(VENV) scripts/set-up dev

setup: $(VENV)/.dev ## prepare everything for work on Debrief

# ---- run

demo: $(VENV)/.app ## start Debrief with a sample story, on this machine alone
	@$(EMBEDDED) export VENV=$(VENV); exec scripts/demo

demo-reset: ## forget what was done in the demo
	@scripts/demo-reset

static: $(VENV)/.app ## collect the static files (for production)
	$(RUN) manage.py collectstatic --no-input

# ---- test

test: $(VENV)/.dev ## the whole suite in embedded mode (SQLite, no broker)
	@$(EMBEDDED) $(RUN) -m pytest $(ARGS)

test-postgres: $(VENV)/.dev ## the suite on a PostgreSQL that is started for it
	@$(EMBEDDED) $(RUN) scripts/with_services.py --without-redis $(PYTHON) -m pytest $(ARGS)

test-production: $(VENV)/.dev ## the suite and the services on PostgreSQL, Redis and real Celery processes
	@$(EMBEDDED) $(RUN) scripts/with_services.py $(PYTHON) -m pytest -m 'not journey' $(ARGS)

test-services: $(VENV)/.dev ## only what needs PostgreSQL, Redis and Celery
	@$(EMBEDDED) $(RUN) scripts/with_services.py $(PYTHON) -m pytest -m services $(ARGS)

test-journey: $(VENV)/.dev ## the story in Chromium, with four people's browsers
	@$(EMBEDDED) $(RUN) -m pytest -m journey $(ARGS)

# ---- check

check: lint types layers ## every check that is not a test
	@mkdir -p var
	@$(EMBEDDED) $(RUN) manage.py makemigrations --check --dry-run
	@$(LIBRARIES) scripts/check-deploy $(PYTHON)

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

types: $(VENV)/.dev
	@$(EMBEDDED) $(LIBRARIES) $(PYTHON) -m mypy

layers: $(VENV)/.dev
	@$(EMBEDDED) $(LIBRARIES) $(VENV)/bin/lint-imports --no-cache

format: $(VENV)/.dev ## write the code as ruff would
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

lock: $(VENV)/.dev ## write requirements/*.txt anew from requirements/*.in
	scripts/lock $(VENV)/bin/pip-compile $(ARGS)

# ---- measure and show

bench: $(patsubst bench/%.py,bench-%,$(wildcard bench/[a-z]*.py)) ## every measurement of bench/

bench-%: $(VENV)/.dev
	@$(EMBEDDED) $(RUN) bench/$*.py $(ARGS)

bench-trends: $(VENV)/.dev ## the trends of five years, on a PostgreSQL that is started for it
	@$(EMBEDDED) $(RUN) scripts/with_services.py --without-redis $(PYTHON) bench/trends.py $(ARGS)

screenshots: $(VENV)/.dev ## the pictures of the README, from the sample story
	@$(EMBEDDED) $(RUN) scripts/screenshots.py $(ARGS)

clean: ## forget the virtual environment and every cache; the demo's data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
