PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
NPM := tests/npm/node_modules/.package-lock.json
HOST ?= 127.0.0.1
PORT ?= 8026
PROGRAMME ?=
OUT ?= runs/latest
OFFICIAL := ../shared/programme/arbejdsprogram-2026.txt

export Q PROGRAMME

.PHONY: run test chromium ask evaluate bench lint format screenshots clean

run: $(INSTALLED)
	$(BIN)/arbejdsprogram ingest $(if $(PROGRAMME),"$$PROGRAMME",--if-missing)
	$(BIN)/arbejdsprogram serve --host $(HOST) --port $(PORT)

test: $(INSTALLED) $(NPM) chromium
	$(BIN)/python -m pytest

ask: $(INSTALLED)
	@$(BIN)/arbejdsprogram ingest --quiet --if-missing
	@$(BIN)/arbejdsprogram ask "$$Q"

evaluate: $(INSTALLED)
	$(BIN)/python -m evals.both --official $(OFFICIAL) --out $(OUT)

bench: $(INSTALLED)
	$(BIN)/python -m evals.bench
	$(BIN)/python -m evals.teams_load

lint: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(INSTALLED) chromium
	$(BIN)/python tests/screenshots.py

clean:
	rm -rf $(VENV) tests/npm/node_modules runs .mypy_cache .ruff_cache .pytest_cache

$(INSTALLED): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

# The browser that the widget's tests drive; CHROMIUM=/path/to/chrome uses another one.
chromium:
	@test -n "$$CHROMIUM" || command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium; }

$(NPM): tests/npm/package-lock.json
	command -v npm >/dev/null || { apt-get update -qq && apt-get install -y -qq nodejs npm; }
	npm ci --prefix tests/npm --no-audit --no-fund --loglevel=error
	touch $@
