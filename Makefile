# Two commands: `make run` opens the chat, `make test` proves the tree. Both build .venv on a bare machine.
PYTHON ?= python3
BIN := .venv/bin
SYNC = $(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --no-deps --require-hashes

.PHONY: run install test check baseline lock clean

run: install
	$(BIN)/cleanclaim app

install: .venv/installed

test: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/mypy
# A file stays with one worker: its browser, servers and full runs of the suite are made once.
	$(BIN)/python -m pytest -n auto --dist loadfile

# Without the venv module (some Debian machines split it off) virtualenv makes the same environment.
.venv/bin/uv: requirements-bootstrap.lock
	$(PYTHON) -m venv .venv || { rm -rf .venv; $(PYTHON) -m pip install --quiet --user virtualenv; $(PYTHON) -m virtualenv --quiet .venv; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.lock
	touch $@

# pip stands in where uv cannot reach the registry that only pip is configured for.
.venv/installed: .venv/bin/uv requirements.lock pyproject.toml
	$(SYNC) -r requirements.lock || $(BIN)/python -m pip install --no-deps --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable . || \
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/cleanclaim index
	touch $@

.venv/tested: .venv/installed requirements-dev.lock
	$(SYNC) -r requirements-dev.lock || $(BIN)/python -m pip install --no-deps --require-hashes -r requirements-dev.lock
	touch $@

# After cases were added or answers got better on purpose: what CI holds later runs against.
baseline: install
	$(BIN)/cleanclaim eval baseline
	$(BIN)/cleanclaim eval card --write

lock:
	uv pip compile requirements-bootstrap.in --universal --generate-hashes --no-emit-index-url -o requirements-bootstrap.lock
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url -o requirements.lock
	uv pip compile pyproject.toml --group dev -c requirements.lock --universal --generate-hashes --no-emit-index-url -o requirements-dev.lock

clean:
	rm -rf .venv .cleanclaim
