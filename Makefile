# Aftertouch. `make run` and `make test` need Python 3.11 and nothing else.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.PHONY: run test test-engines soak check audit bench translate voice requirements clean

run: $(VENV)/run.done ## Start the production server on http://127.0.0.1:8000.
	@$(BIN)/python -m server translate --compile
	@$(BIN)/python -m server serve

test: $(VENV)/test.done ## Run every test, with a browser that is found or installed.
	@$(BIN)/python -m server translate --compile
	@$(BIN)/python tests/find_browser.py
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

test-engines: $(VENV)/test.done ## The main flow in Firefox and WebKit, where they are installed.
	@$(BIN)/python -m server translate --compile
	@$(BIN)/python -m pytest -n 2 tests/engines $(ARGS)

soak: $(VENV)/test.done ## 200 massages with all that befalls a phone; 20,000 records and files.
	@$(BIN)/python -m server translate --compile
	@$(BIN)/python tests/find_browser.py
	@SOAK_SESSIONS=200 GATE_CASES=20000 BACKUP_CASES=20000 ALL_LOOKS=1 \
	  $(BIN)/python -m pytest -q -s -m soak tests/core tests/browser

check: $(VENV)/check.done ## Format, lint, types, translations, who may import whom.
	@$(BIN)/python -m server translate --compile
	@$(BIN)/ruff format --check server tests translations
	@$(BIN)/ruff check server tests translations
	@$(BIN)/mypy
	@$(BIN)/python -m server vendor
	@$(BIN)/python tests/audit.py
	@$(BIN)/python -m server translate --check
	@$(BIN)/python tests/types/check.py
	@$(BIN)/python -m pytest -q tests/server/test_house.py

audit: $(VENV)/check.done ## Known vulnerabilities in what the server runs on, if reachable.
	@$(BIN)/python tests/audit.py

bench: $(VENV)/test.done ## Measure speed and bytes beside a yardstick.
	@$(BIN)/python -m server translate --compile
	@$(BIN)/python tests/find_browser.py
	@$(BIN)/python -m tests.bench $(ARGS)

translate: $(VENV)/run.done ## Bring the catalogs up to the code, and check them.
	@$(BIN)/python -m server translate

voice: $(VENV)/run.done ## Record the spoken clips anew (needs flite and ffmpeg).
	@$(BIN)/python -m translations.speak

requirements: ## Pin and hash the requirements anew (needs uv on the PATH).
	@for set in run build test check; do \
	  uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate --no-emit-index-url --upgrade \
	    requirements/$$set.in -o requirements/$$set.txt || exit 1; \
	done

clean:
	rm -rf $(VENV) tests/types/node_modules tests/bench/lighthouse/node_modules

$(VENV)/%.done: requirements/%.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Aftertouch needs Python 3.11 or later; this is %s. Name another with PYTHON=." % sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "The virtual environment could not be made; install Python's venv module." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r $< 2>$(VENV)/pip.log || \
	  { cat $(VENV)/pip.log >&2; echo "The requirements could not be installed; is there a network?" >&2; exit 1; }
	@touch $@
