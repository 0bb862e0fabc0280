# Everything one does here. `make` alone lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

RELEASE := .build/release/meshes
# The Swift runtime goes into the binary, so that it runs on machines without Swift; tables of lines for a debugger do not.
RELEASE_BUILD := swift build -c release --static-swift-stdlib -debug-info-format none
DEBUG := .build/debug/meshes
# Swift tests that run at once. All at once, they would starve each other's sockets on a small machine.
TEST_WIDTH := 6
WEB_SOURCES := $(shell find Web/src Web/types Web/tests Web/build.mjs Web/tsconfig.json -type f)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## Build, then watch events being delivered, failing and retried
	@$(RELEASE) demo

build: setup-build web ## Release binary at .build/release/meshes
	@test -x $(RELEASE) || echo "The first release build takes 10 to 18 minutes on two cores; later ones take seconds."
	@$(RELEASE_BUILD) --product meshes

example: build ## Build, then run a small product that embeds the workspace pages
	@python3 examples/host-app/run.py

web: setup-web Web/dist/pages.pack ## The workspace pages and the documentation, which the binary carries in itself

Web/dist/names.json: $(WEB_SOURCES)
	@node Web/build.mjs

Web/dist/docs/index.html: Web/dist/names.json Web/src/docs/page.html scripts/render-docs.py $(wildcard *.md docs/*.md docs/images/*)
	@rm -rf Web/dist/docs
	@.build-docs/bin/python scripts/render-docs.py Web/dist/names.json Web/dist/docs

Web/dist/pages.pack: Web/dist/names.json Web/dist/docs/index.html Web/pack.mjs
	@node Web/pack.mjs
# A build made before the first pack does not know that pages.c depends on it.
	@touch Sources/CMeshesPages/pages.c

test: setup-build setup-test test-web ## Everything: the pages' unit tests, Swift tests, then the program from outside and in a browser
	@swift build --build-tests
	@scripts/with-postgres.sh swift test --skip-build --parallel --experimental-maximum-parallelization-width $(TEST_WIDTH)
	@$(MAKE) --no-print-directory test-postgres test-outside test-browser

test-web: web ## The pages' unit tests only
	@node --test Web/dist/tests/*.test.mjs

test-postgres: setup-test ## The server's tests once more, with their stores on PostgreSQL; needs a debug build of the tests
	@scripts/with-postgres.sh env TEST_ENGINE=postgres swift test --skip-build --parallel --experimental-maximum-parallelization-width $(TEST_WIDTH) --filter MeshesServerTests

test-outside: ## The program from outside only, against the debug binary
	@test -x $(DEBUG) || { echo "$(DEBUG) is not there: run make test, or swift build" >&2; exit 1; }
	@MESHES_BINARY=$(DEBUG) scripts/with-postgres.sh .venv/bin/python -m pytest Tests/Outside --numprocesses 3 --dist loadfile --no-loadscope-reorder $(PYTEST)

test-browser: setup-browser ## The pages in a browser only, against the debug binary
	@test -x $(DEBUG) || { echo "$(DEBUG) is not there: run make test, or make web and swift build" >&2; exit 1; }
	@MESHES_BINARY=$(DEBUG) .venv/bin/python -m pytest Tests/Browser --numprocesses auto --dist loadfile $(PYTEST)

bench: setup-build setup-bench ## Measure a release server against the ceilings of this machine (BENCH=--quick for less)
	@$(RELEASE_BUILD) --product meshes
	@$(RELEASE_BUILD) --product meshes-bench
	@Benchmarks/run $(BENCH)

bench-postgres: setup-build setup-bench ## The same on PostgreSQL, beside libpq alone, SQLite and the assembled stack
	@$(RELEASE_BUILD) --product meshes
	@$(RELEASE_BUILD) --product meshes-bench
	@Benchmarks/run --engine postgres $(BENCH)

soak: setup-build setup-bench ## Run a release server for MINUTES (30) at 70 % of its highest rate: do memory, latency and file stay flat?
	@$(RELEASE_BUILD) --product meshes
	@$(RELEASE_BUILD) --product meshes-bench
	@Benchmarks/soak --minutes $(or $(MINUTES),30)

screenshots: web ## Pictures of every page in its states, into Web/screenshots, from the debug binary (VIEWS="events rules" for some)
	@scripts/install-browser-deps.sh
	@test -x $(DEBUG) || { echo "$(DEBUG) is not there: run make web and swift build" >&2; exit 1; }
	@MESHES_BINARY=$(DEBUG) .venv/bin/python Tests/Browser/screenshots.py $(VIEWS)
.PHONY: screenshots

setup-build: ## Install what the build needs (apt, only what is missing)
	@scripts/install-build-deps.sh

setup-web: ## Install what the pages are built with (apt, a pinned wheel, a Markdown parser in .build-docs; only what is missing)
	@scripts/install-web-deps.sh
	@scripts/install-docs-deps.sh

setup-test: ## Install what the tests need (PostgreSQL, a virtual environment in .venv)
	@scripts/install-test-deps.sh

setup-browser: ## Install what the browser tests need (Chromium through apt, packages in .venv)
	@scripts/install-browser-deps.sh

setup-bench: ## Install what the benchmark needs: nginx, PostgreSQL, a virtual environment in .build-bench
	@scripts/install-bench-deps.sh

docs-check: setup-test ## Validate the OpenAPI document and the links between the documents
	@.venv/bin/python -m openapi_spec_validator Sources/MeshesServer/Resources/openapi.json
	@.venv/bin/python -m pytest Tests/Outside/test_documents.py $(PYTEST)

clean: ## Remove what was built
	@rm -rf .build .build-bench .build-docs .venv Web/dist Web/vendor

.PHONY: help demo build example web test test-web test-postgres test-outside test-browser bench bench-postgres soak setup-build setup-web setup-test setup-browser setup-bench docs-check clean
