# `make demo` and `make test` set up everything they need in .venv; Python 3.11 or later and make are all
# that a machine has to bring.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

CHROMIUM ?= /usr/bin/chromium

.PHONY: demo test lint types layers unit browser frontend faults bench evaluate clean

demo: $(READY)
	@$(BIN)/python tools/demo.py

test: lint types layers unit

lint: $(READY)
	$(BIN)/ruff check src tests tools hatch_build.py
	$(BIN)/ruff format --check src tests tools hatch_build.py

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY) browser frontend
	CHROMIUM=$(CHROMIUM) $(BIN)/pytest -n 2

# The tests of the desk drive Debian's Chromium. Where it cannot be installed they are skipped, and say so.
browser:
	@if [ ! -x $(CHROMIUM) ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium; } >/dev/null \
	  || echo "chromium could not be installed: the browser tests will be skipped"; \
	fi

# The types of the desk's scripts and the accessibility of its pages are tested with packages of npm's. Where
# these cannot be fetched the tests are skipped, and say so. After $(READY): the build, which fetches those
# that the pages need, leaves these out.
frontend: $(READY)
	@if command -v npm >/dev/null && [ ! frontend/node_modules/typescript -nt frontend/package-lock.json ]; then \
	  { cd frontend && npm ci --ignore-scripts --no-audit --no-fund --silent && touch node_modules/typescript; } \
	  || echo "npm could not fetch the packages: the tests of the desk's scripts and accessibility will be skipped"; \
	fi

# kill -9 at FAULTS moments of a running import into SQLite, and of the server, a twelfth as often, in one
# into PostgreSQL; three quarters of an hour
FAULTS ?= 200
faults: $(READY)
	MARSAD_FAULTS=$(FAULTS) $(BIN)/pytest tests/ledger/test_faults.py

bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]'
	$(BIN)/python tools/bench.py

evaluate: $(READY)
	$(BIN)/python tools/evaluate.py

$(READY): pyproject.toml hatch_build.py $(wildcard gazetteer/*)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist src/marsad/knowledge/packs/*.sqlite
