# Two commands matter: `make demo` and `make test`. They need python3 (3.11 or newer) with its venv module.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
STORE := out/demo.store

.PHONY: demo test lint lexicon bench bench-memory score quality quality-check docs requirements jvm npm clean help

demo: $(VENV)/.installed ## build the graph of data/corpus into out/
	@mkdir -p out
	@$(BIN)/diplograph build data/corpus --store $(STORE) > out/summary.txt
	@$(BIN)/diplograph export trig --store $(STORE) -o out/graph.trig
	@$(BIN)/diplograph export turtle --store $(STORE) -o out/graph.ttl
	@$(BIN)/diplograph export jsonld --store $(STORE) -o out/graph.jsonld
	@$(BIN)/diplograph export gexf --store $(STORE) -o out/graph.gexf
	@$(BIN)/diplograph validate --store $(STORE) -o out/shacl-report.txt
	@echo "Written to out/: graph.trig graph.ttl graph.jsonld graph.gexf shacl-report.txt"
	@echo
	@cat out/summary.txt

TEST_PROCESSES ?= 2
test: $(VENV)/.installed-dev jvm npm ## run the tests
	$(BIN)/python -m pytest --numprocesses $(TEST_PROCESSES) --dist worksteal $(PYTEST_OPTIONS)

lint: $(VENV)/.installed-dev ## style, types, the direction of imports, the tables of the lexicon
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_lexicon.py --faults

lexicon: $(VENV)/.installed ## check the tables of data/lexicon, and tell which rows no text has
	@$(BIN)/python scripts/check_lexicon.py

bench: $(VENV)/.installed-dev ## ratios, each measured beside its peer
	$(BIN)/python bench/ratios.py
	$(BIN)/python bench/growth.py
	$(BIN)/python bench/build.py
	$(BIN)/python bench/commits.py
	$(BIN)/python bench/queries.py
	$(BIN)/python bench/validation.py
	$(BIN)/python bench/writers.py
	$(BIN)/python bench/gexf.py
	$(BIN)/python bench/network.py

bench-memory: $(VENV)/.installed-dev ## peak memory of a JSON Lines file of 10,000 documents (takes long)
	$(BIN)/python bench/memory.py --documents 10000

SHARED ?= ../shared
score: $(VENV)/.installed ## entities and facts found in the seeds that lie beside the checkout, against their annotations
	@$(BIN)/diplograph evaluate $(SHARED)/gold --texts $(SHARED)/seeds --no-errors

quality: $(VENV)/.installed ## measure all annotated documents and render docs/quality.md
	@$(BIN)/python scripts/render_quality.py --shared $(SHARED)

quality-check: $(VENV)/.installed ## whether docs/quality.md still tells what the program reaches
	@$(BIN)/python scripts/render_quality.py --shared $(SHARED) --check

docs: $(VENV)/.installed-dev ## render docs/commands, docs/ontology.html and the notebook
	$(BIN)/python scripts/render_help.py
	$(BIN)/python scripts/render_shapes.py
	$(BIN)/python scripts/render_ontology.py
	$(BIN)/python scripts/render_notebook.py

# Made with the oldest Python we support; a line per package and hash, no address of any registry.
COMPILE := CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	--build-deps-for=editable --build-deps-for=wheel
requirements: $(VENV)/.installed-dev ## pin the dependencies anew
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## remove what make made
	rm -rf $(VENV) .jvm tests/npm/node_modules out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

# Programs in Java that the tests ask for a second opinion, by the folders of tests/jvm: pinned there, fetched by Maven.
JVM_TOOLS := gephi jena neo4j owl
jvm: $(JVM_TOOLS:%=.jvm/%/.installed) ## fetch what the tests compare with (Apache Jena, ...); needs java and mvn

.PRECIOUS: .jvm/%/.fetched
.jvm/%/.fetched: tests/jvm/%/pom.xml
	@for program in mvn javac; do command -v $$program >/dev/null || { \
		echo "make: $$program is missing; on Debian: apt-get install default-jdk-headless maven" >&2; exit 1; }; done
	@echo "Fetching $* for the tests ..."
	@rm -rf .jvm/$*
	@mvn -q -B -ntp -f $< dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=$(CURDIR)/.jvm/$*/libs
	@touch $@

.jvm/%/.installed: .jvm/%/.fetched $(wildcard tests/jvm/*/*.java)
	@mkdir -p .jvm/$*/classes
	@javac -d .jvm/$*/classes -cp '.jvm/$*/libs/*' tests/jvm/$*/*.java
	@touch $@

# Readers in JavaScript that the tests ask too, pinned by tests/npm/package-lock.json.
npm: tests/npm/node_modules/.package-lock.json ## fetch graphology and Cytoscape.js for the tests; needs node and npm

tests/npm/node_modules/.package-lock.json: tests/npm/package-lock.json
	@command -v npm >/dev/null || { \
		echo "make: npm is missing; on Debian: apt-get install nodejs npm" >&2; exit 1; }
	@echo "Fetching readers in JavaScript for the tests ..."
	@npm ci --prefix tests/npm --silent
	@touch $@

# The virtual environment. The marks inside it are newer than what they were made from.

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "make: $(PYTHON) is missing or older than 3.11; name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "make: the venv module of $(PYTHON) is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) and installing the pinned packages (a minute or two, once) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt pyproject.toml | $(VENV)/bin/python
	@$(INSTALL) --require-hashes -r requirements-dev.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/.installed
