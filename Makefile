# Every target is one command of tools/project.py, which also works without make.
PYTHON ?= python3
PROJECT = $(PYTHON) tools/project.py

# What follows the command, for instance: make test ARGS="tests/domain -k juche"
ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run lint test check bench lock clean

help:
	@$(PROJECT) help

# How many records the benchmarks' catalogue has: make bench N=1000000
N ?= 100000

bench:
	@$(PROJECT) bench $(N)

setup run lint test check lock clean:
	@$(PROJECT) $@ $(ARGS)
