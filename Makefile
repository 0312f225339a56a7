.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run check test bench pictures migrate dictionary translate chromium
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install --disable-pip-version-check -qq
VENDOR := app/static/vendor/.made
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po))

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: .venv/.runtime $(VENDOR) $(CATALOGUES) ## make everything that the product needs to run, in .venv and app/static/vendor
	@:

run: setup ## serve on this machine, with the demo province when there is no data yet; Ctrl-C ends it
	@.venv/bin/flask bootstrap
	@.venv/bin/flask demo --if-empty
	@exec $(PYTHON) run.py

check: setup-dev ## format, lint, types, floors, migrations, catalogue, declarations, scope
	@$(PYTHON) tools/check.py

test: setup-dev chromium ## every test: on SQLite, on a real PostgreSQL, and in a real browser
	@$(PYTHON) tools/run_tests.py

bench: setup-dev ## how fast it is beside what database and web server could do at best: make bench a="--people 2000 --only list"
	@$(PYTHON) -m tools.bench $(a)

pictures: setup-dev chromium ## docs/accessibility.md and docs/pictures/phone anew, from the demo province in a real browser; a="typical" is quicker
	@$(PYTHON) tools/pictures.py $(a)

migrate: setup ## write the migration of a changed model: make migrate m="add_military_rank"
	@echo "$(m)" | grep -Eqx '[a-z0-9_]{3,23}' || \
	  { echo 'Name the change with 3 to 23 of a-z, 0-9 and _, as in: make migrate m="add_military_rank"'; exit 1; }
	@.venv/bin/flask db upgrade
	@.venv/bin/flask db migrate --rev-id "$$(date +%Y%m%d)_$(m)" -m "$(m)"

dictionary: setup ## write docs/data-dictionary.md and the table of the areas from the declarations
	@$(PYTHON) tools/dictionary.py

translate: setup ## bring new labels into translations/vi, to be translated there
	@$(PYTHON) tools/translate.py extract

# What stands below is asked for by the targets above. A stamp is newer than what it was made from.

setup-dev: setup .venv/.development

chromium: setup-dev
	@$(PYTHON) tools/chromium.py

.venv/.created:
	@python=$$(for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	    $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	  done); \
	if [ -z "$$python" ] || ! command -v git >/dev/null; then \
	  echo 'Python 3.11 or later and git are needed: sudo apt-get install -y git make python3 python3-venv'; exit 1; \
	fi; \
	$(PYTHON) -m pip --version >/dev/null 2>&1 || $$python -m venv --clear .venv
	@touch $@

.venv/.runtime: requirements.txt .venv/.created
	@echo 'Installing Python packages ...'
	@$(PIP) -r $< && touch $@

.venv/.development: requirements-dev.txt .venv/.runtime
	@echo 'Installing Python packages for checks and tests ...'
	@$(PIP) -r $< && touch $@

$(VENDOR): package-lock.json tools/browser_libraries.py .venv/.created
	@echo 'Fetching browser libraries ...'
	@$(PYTHON) tools/browser_libraries.py

%.mo: %.po .venv/.runtime
	@$(PYTHON) tools/translate.py compile && touch $@
