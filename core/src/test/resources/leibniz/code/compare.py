"""Runs printed functions and compares what they return with what is expected.

Reads a list of cases as JSON from the file named by the first argument; prints one line for each
case that fails, and a line with the number of cases.
"""
import inspect
import json
import sys
import warnings

import numpy as np

warnings.simplefilter("ignore")


def value(given):
    if isinstance(given, list):
        return [None if part is None else value(part) for part in given]
    return np.array(given["data"], dtype=float).reshape(given["shape"])


def run(case):
    room = {}
    exec(compile(case["source"], case["name"], "exec"), room)
    function = room[case["name"]]
    wanted = inspect.signature(function).parameters.values()
    sizes = {p.name: case["sizes"][p.name] for p in wanted if p.kind == p.KEYWORD_ONLY}
    results = function(*[value(a) for a in case["arguments"]], **sizes)
    if len(case["expected"]) == 1:
        results = (results,)
    for got, given in zip(results, case["expected"], strict=True):
        expected = value(given)
        if np.shape(got) != expected.shape:
            return f"shape {np.shape(got)}, expected {expected.shape}"
        gap = np.abs(np.asarray(got, dtype=float) - expected)
        scale = np.maximum(1, np.abs(expected))
        if not np.all(gap <= 1e-12 * scale):
            return f"off by {np.max(gap / scale)}"
    return None


with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
for case in cases:
    try:
        failure = run(case)
    except Exception as error:  # whatever it is, it is the finding
        failure = f"{type(error).__name__}: {error}"
    if failure:
        print(f"{case['id']}: {failure}\n{case['source']}")
print(f"{len(cases)} cases")
