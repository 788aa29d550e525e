# `make help` lists what can be asked. Everything is installed in .venv, everything a run makes is kept in var/.
PYTHON ?= python3
LAUNCH = $(PYTHON) -I config/launch.py
BIN = .venv/bin
DJANGO = DEBUG=1 $(BIN)/python manage.py
PYTEST = $(BIN)/python -m pytest
WORKERS ?= 2
# A file goes whole to one worker, so that what its tests share is made once; the longest begin (tests/conftest.py).
SHARED = -n $(WORKERS) --dist loadfile --no-loadscope-reorder -q

.PHONY: help run start backup restore demo test pictures lint check format messages lock test-install test-sqlite test-servers test-browser
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: ## the platform with its demonstration on http://localhost:8000 (LISTEN=127.0.0.1:8001 make run: another port)
	@$(LAUNCH) run

start: ## a real platform, empty at first, in its own folder (PUBLIC_URL=https://… VAR_DIR=/srv/soiree make start)
	@$(LAUNCH) start

backup: ## writes everything the platform holds in one file, while it goes on (FILE=…: where)
	@$(LAUNCH) manage backup $(FILE)

restore: ## puts the backup FILE=… back in an empty platform (VERIFY=1: only tries, elsewhere)
	@$(LAUNCH) manage restore $(FILE) $(if $(VERIFY),--verify)

demo: ## loads the demonstration again into the database of `make run` (its dates become those of today)
	@$(LAUNCH) manage prepare

test: test-install lint test-sqlite test-servers test-browser ## every check, then the tests on SQLite, on PostgreSQL and Redis, and in a browser

test-install:
	@$(LAUNCH) install test

test-sqlite:
	@echo "== tests on SQLite"
	@env -u DATABASE_URL -u REDIS_URL $(PYTEST) $(SHARED) -m "not browser and not servers"

test-servers:
	@echo "== tests on PostgreSQL and Redis"
	@$(BIN)/python -m tests.servers pytest $(SHARED) -m "not browser and not once"

test-browser:
	@echo "== journeys in a browser"
	@env -u DATABASE_URL -u REDIS_URL $(PYTEST) $(SHARED) -m browser

pictures: test-install ## journeys in a browser, which take the pictures of docs/screenshots anew
	@PICTURES=docs/screenshots $(MAKE) --no-print-directory test-browser

lint: test-install ## style, imports, templates, system checks, missing migrations
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "Some files are not formatted: make format"; exit 1; }
	@$(BIN)/djlint --lint --quiet templates
	@$(BIN)/lint-imports --no-cache
	@VAR_DIR=$$(mktemp -d) && export VAR_DIR && $(DJANGO) check --fail-level WARNING && \
	  $(DJANGO) makemigrations --check --dry-run; status=$$?; rm -rf "$$VAR_DIR"; exit $$status

format: test-install ## writes Python files as the project does
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

messages: test-install ## brings the French catalogue up to date with the sources (needs gettext)
	@command -v xgettext >/dev/null || { echo "Install gettext first (Debian: apt-get install gettext)."; exit 1; }
	@$(DJANGO) makemessages --locale fr --no-location --no-obsolete --ignore .venv --ignore var --ignore tests
	@$(BIN)/pybabel --quiet compile --directory config/locale --domain django --locale fr --statistics

lock: test-install ## takes the newest versions that requirements/*.in allow (needs the network)
	@for list in uv run test; do UV_PYTHON_DOWNLOADS=never uv=$$(command -v uv || echo $(BIN)/uv); \
	  $$uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --override requirements/overrides.in requirements/$$list.in --output-file requirements/$$list.txt; done
