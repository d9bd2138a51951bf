# SPDX-License-Identifier: Apache-2.0
# Two commands matter: `make demo` and `make test`. Both do all the set-up themselves.

PYTHON ?= python3
BIN := .venv/bin
TOOLS := .venv/installed
PAGES := src/diemcau/web/dist/.built
NODE := frontend/node_modules/.installed
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard src/diemcau/*locale/*/LC_MESSAGES/*.po))
PAGE_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -type f -print 2>/dev/null)

export PYTHONUTF8 := 1

TOUR := before-opening speaker slides-with-speaker duo queue venue-in-trouble desk-on-the-day

.PHONY: demo test check check-python check-pages pictures bench setup pages types system format clean

demo: setup
ifdef ONCE
	$(MAKE) --no-print-directory system
	DIEMCAU_HOME=build/demo/home $(BIN)/diemcau demo --once
else
	$(BIN)/diemcau demo
endif

test: check system
	npm --prefix frontend test
	$(BIN)/pytest -m "live or browser or fault" -p no:randomly
	PYTHONPATH=tests $(BIN)/python -m support.postgres -- $(BIN)/pytest -n 2 -m "database and not live and not browser and not fault"

# The fast loop: format, lint, types, import contracts, unit tests.
check: setup
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-python check-pages
	$(BIN)/pytest -n 2 -m "not live and not browser and not fault and not postgres"

check-python: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

check-pages: setup
	npm --prefix frontend run check
	npm --prefix frontend run types -- --check

# Photographs the pages through a conference, as the tests do, for the documentation.
pictures: setup system
	$(BIN)/pytest -p no:randomly tests/e2e/test_pages_seen.py
	cp $(addprefix build/pictures/,$(addsuffix .png,$(TOUR))) docs/pictures/

bench: setup
	mkdir -p build/bench
	$(BIN)/diemcau bench fanout --json build/bench/fanout.json
	$(BIN)/diemcau bench cut --json build/bench/cut.json
	$(BIN)/diemcau bench rejoin --json build/bench/rejoin.json
	$(BIN)/diemcau bench checkin --json build/bench/checkin.json
	$(BIN)/diemcau bench offline --json build/bench/offline.json
	$(BIN)/diemcau bench phones --json build/bench/phones.json
	$(BIN)/diemcau bench wall --json build/bench/wall.json
	$(BIN)/diemcau bench portal --json build/bench/portal.json

setup: $(TOOLS) $(PAGES) $(CATALOGUES)

$(TOOLS): requirements-dev.lock pyproject.toml hatch_build.py
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(NODE): frontend/package-lock.json
	npm --prefix frontend ci --no-audit --no-fund --loglevel=error
	touch $@

$(PAGES): $(NODE) $(PAGE_SOURCES)
	npm --prefix frontend run --silent build
	touch $@

pages: $(PAGES)

%.mo: %.po $(TOOLS)
	$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@

# Chromium, PostgreSQL and nginx, for the tests that need them.
system:
	ops/install-test-tools

types: $(TOOLS) $(NODE)
	npm --prefix frontend run types

format: setup
	$(BIN)/ruff format
	$(BIN)/ruff check --fix
	npm --prefix frontend run format

clean:
	rm -rf build .venv frontend/node_modules src/diemcau/web/dist
	find src/diemcau/locale src/diemcau/wagtail_locale -name '*.mo' -delete
