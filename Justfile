# Recipes; `just` lists them. The first argument of each is the Python to use.
python := env("PYTHON", ".venv/bin/python")

default:
    @just --list

# Format the code
format:
    {{python}} -m ruff format .
    {{python}} -m ruff check --fix .

# Lint, types, import contracts
lint:
    {{python}} -m ruff format --check .
    {{python}} -m ruff check .
    {{python}} -m mypy
    PYTHONPATH=src {{python}} -c "from importlinter.cli import lint_imports_command; lint_imports_command()"

# Tests
test:
    {{python}} -m pytest

# Tests with coverage; fails under the floor in pyproject.toml
coverage:
    {{python}} -m pytest -n auto --cov --cov-report=term:skip-covered

# What CI runs
check: lint coverage

# Accuracy on the development articles
evaluate corpora="../shared/corpora":
    {{python}} -m evaluation.statements --corpora {{corpora}}

# Speed and memory
benchmark:
    {{python}} -m benchmarks.speed
