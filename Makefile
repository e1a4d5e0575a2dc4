# Every target is one command of tools/project.py, which also works without make.
PYTHON ?= python3
PROJECT = $(PYTHON) tools/project.py

# What follows the command, for instance: make test ARGS="tests/domain -k juche"
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run lint test check lock clean

help:
	@$(PROJECT) help

setup run lint test check lock clean:
	@$(PROJECT) $@ $(ARGS)
