#!/bin/sh
# Sets everything up in .venv and runs every check: what a contributor runs, and what the project's CI runs.
# What follows the command is handed to pytest.
set -eu
cd "$(dirname "$0")/.."

say() {
    printf '==> %s\n' "$1"
}

unset PYTHONDONTWRITEBYTECODE # or each process would compile everything for itself

packages=0
while read -r line; do
    case $line in *==*) packages=$((packages + 1)) ;; esac
done <requirements-dev.txt

say "Creating .venv with $(python3 --version)"
python3 -m venv .venv
say "Installing $packages packages into .venv, which takes a minute the first time"
# Python compiles what is imported, which is a quarter of it
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-compile -r requirements-dev.txt
say "Installing llmtui itself"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
say "Checking the format"
.venv/bin/ruff format --check .
say "Checking the style"
.venv/bin/ruff check .
say "Checking the types, and compiling the tests"
.venv/bin/pytest --collect-only --quiet -n 0 >/dev/null 2>&1 & # what is wrong there is reported below
.venv/bin/mypy
wait
say "Running the tests"
exec .venv/bin/pytest "$@"
