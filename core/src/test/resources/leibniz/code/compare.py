"""Runs printed functions and compares what they return with what is expected.

Reads a list of cases as JSON from the file named by the first argument; prints one line for each
case that fails, and a line with the number of cases. The second argument is the library whose
arrays the functions take: numpy, torch or jax.
"""
import inspect
import json
import sys
import warnings

import numpy as np

LIBRARY = sys.argv[2]
if LIBRARY == "torch":
    import torch

    def array(values):
        return torch.tensor(values, dtype=torch.float64)

    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
elif LIBRARY == "jax":
    import jax
    import jax.numpy

    array = jax.numpy.array
    jax.config.update("jax_enable_x64", True)
else:
    array = np.array

warnings.simplefilter("ignore")
# PyTorch knows the trigamma function to nine digits.
TOLERANCE = {"numpy": 1e-12, "torch": 1e-8}.get(LIBRARY, 1e-10)


def value(given):
    if isinstance(given, list):
        return [None if part is None else value(part) for part in given]
    return array(np.array(given["data"], dtype=float).reshape(given["shape"]))


# JAX compiles functions that are called together in a small part of the time that it takes to
# compile each of their operations by itself.
AT_ONCE = {"jax": 50}.get(LIBRARY, 1)


def prepared(case):
    room = {}
    exec(compile(case["source"], case["name"], "exec"), room)
    function = room[case["name"]]
    wanted = inspect.signature(function).parameters.values()
    sizes = {p.name: case["sizes"][p.name] for p in wanted if p.kind == p.KEYWORD_ONLY}
    return function, [value(a) for a in case["arguments"]], sizes


def results(jobs):
    def together(given):
        return [f(*arguments, **sizes) for (f, _, sizes), arguments in zip(jobs, given)]

    given = [arguments for _, arguments, _ in jobs]
    return jax.jit(together)(given) if LIBRARY == "jax" else together(given)


def failure(case, returned):
    if len(case["expected"]) == 1:
        returned = (returned,)
    for got, given in zip(returned, case["expected"], strict=True):
        expected = np.array(given["data"], dtype=float).reshape(given["shape"])
        if np.shape(got) != expected.shape:
            return f"shape {np.shape(got)}, expected {expected.shape}"
        gap = np.abs(np.asarray(got, dtype=float) - expected)
        scale = np.maximum(1, np.abs(expected))
        if not np.all(gap <= TOLERANCE * scale):
            return f"off by {np.max(gap / scale)}"
    return None


def report(case, said):
    print(f"{case['id']}: {said}\n{case['source']}")


def run(some):
    try:
        returned = results([prepared(case) for case in some])
    except Exception as error:  # whatever it is, it is the finding; which case has it?
        if len(some) == 1:
            report(some[0], f"{type(error).__name__}: {error}")
        else:
            for case in some:
                run([case])
        return
    for case, got in zip(some, returned):
        said = failure(case, got)
        if said:
            report(case, said)


with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)
for start in range(0, len(cases), AT_ONCE):
    run(cases[start : start + AT_ONCE])
print(f"{len(cases)} cases")
