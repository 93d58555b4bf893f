# Routine commands. PYTHON names the interpreter of the environment that policyqa is installed in.
PYTHON ?= .venv/bin/python

.PHONY: install test lint format bench load screenshots eval gate serve

install:  ## an environment in .venv with everything that developing needs
	python3 -m venv .venv && .venv/bin/pip install -q -e '.[dev]'

test:  ## all tests
	$(PYTHON) -m pytest -q

lint:  ## what CI checks before the tests
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

format:  ## lay the code out, mend what can be mended
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench:  ## speed and memory beside the embedder's own
	$(PYTHON) benchmarks/speed.py

load:  ## 32 people asking for ten minutes
	$(PYTHON) benchmarks/load.py

screenshots:  ## every page at three widths and two sizes of letters, in screenshots/
	$(PYTHON) tests/ui/screenshots.py

eval:  ## the development questions, with a report in eval-runs/dev-policyqa
	$(dir $(PYTHON))policyqa eval eval/questions/dev.jsonl

gate:  ## the same, failing when a headline figure fell below eval/results/dev.json by more than the noise
	$(dir $(PYTHON))policyqa eval eval/questions/dev.jsonl --gate eval/results/dev.json

serve:  ## the web page on http://127.0.0.1:7860
	$(PYTHON) app.py
