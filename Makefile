# Every target sets up what it needs by itself; build_spec/bootstrap.py does the work and runs without make too.
PYTHON ?= python3
ARGUMENTS ?=

.DEFAULT_GOAL := help
.PHONY: help run test lint hooks bench prove fuzz freeze deb windows lock

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## open the program on the sample desk; without a display, drive it off screen into out/
	@$(PYTHON) build_spec/bootstrap.py run $(ARGUMENTS)

test: ## lint, types, all tests, build, self-test of the build (what .ci/run runs)
	@$(PYTHON) build_spec/bootstrap.py test $(ARGUMENTS)

lint: ## style, layout and types only
	@$(PYTHON) build_spec/bootstrap.py lint

hooks: ## let git refuse a commit that breaks style, types or the rules of the house
	@$(PYTHON) build_spec/bootstrap.py hooks

bench: ## measure against floors and peers; prints a table and renews docs/benchmarks.md: ARGUMENTS="start delivery"
	@$(PYTHON) build_spec/bootstrap.py bench $(ARGUMENTS)

prove: ## kill, starve and mislead the program for minutes: nothing may be lost (longer shares of the tests)
	@$(PYTHON) build_spec/bootstrap.py prove $(ARGUMENTS)

fuzz: ## give every reader of foreign bytes what it does not expect: ARGUMENTS="--seconds 60 --only exchange"
	@$(PYTHON) build_spec/bootstrap.py fuzz $(ARGUMENTS)

freeze: ## build dist/greendesk with PyInstaller and run its self-test
	@$(PYTHON) build_spec/bootstrap.py freeze

deb: ## make the Debian package of dist/greendesk; as root ARGUMENTS="prove" installs, uses and removes it
	@$(PYTHON) build_spec/bootstrap.py deb $(ARGUMENTS)

windows: ## test, build and install the Windows program on Debian under wine: ARGUMENTS="build proof", "tests tests/db"
	@$(PYTHON) build_spec/bootstrap.py windows $(ARGUMENTS)

lock: ## choose the newest allowed versions and write the locks
	@$(PYTHON) build_spec/bootstrap.py lock
