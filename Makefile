# One command for each wish; `make help` lists them.
VENV   := .venv
BIN    := $(VENV)/bin
PYTHON ?= python3
PACKS  := requirements.txt pyproject.toml
CATALOGUES := $(wildcard src/rapport/locale/*/LC_MESSAGES/django.po)

.DEFAULT_GOAL := help
.PHONY: help install run test check messages lock clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.installed ## build .venv: the command line .venv/bin/rapport

$(VENV)/bin/python:
	scripts/make-venv $(PYTHON) $(VENV)

$(VENV)/.installed: $(PACKS) $(VENV)/bin/python $(CATALOGUES)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/pybabel --quiet compile --domain django --directory src/rapport/locale
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: install ## start console, worker and sandbox on a demonstration workspace (PORT, RAPPORT_HOME)
	@exec $(BIN)/rapport run

test: $(VENV)/.installed-dev ## install what tests need and run them all, on SQLite and on PostgreSQL
	scripts/test-all

check: $(VENV)/.installed-dev ## style, types, import contracts
	scripts/check

messages: $(VENV)/.installed-dev ## collect the texts to translate into src/rapport/locale
	scripts/collect-messages

lock: ## pin the requirements again, with hashes and without index addresses (needs uv)
	uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
	    --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
	    --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

clean: ## remove what was built; the data folder stays
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
