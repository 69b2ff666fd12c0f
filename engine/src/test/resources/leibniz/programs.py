"""Runs programs with given inputs in place of declared and random ones, and compares every name."""
import __future__
import json
import math
import re
import sys

import numpy as np
import scipy
import scipy.integrate
import scipy.linalg
import scipy.signal
import scipy.spatial.distance
import scipy.special
import scipy.stats

cases = json.load(open(sys.argv[1]))
prelude = open(sys.argv[2]).read()


def logsumexp(x, axis=None, keepdims=False):
    m = np.max(x, axis=axis, keepdims=True)
    r = np.log(np.sum(np.exp(x - m), axis=axis, keepdims=True)) + m
    return r if keepdims else np.squeeze(r, axis=axis)


class Random:
    """Hands out the given inputs, in order."""

    def __init__(self, inputs):
        self.inputs = inputs

    def __getattr__(self, name):
        if name in ("seed",):
            return lambda *a: None
        if name == "default_rng":
            return lambda *a: self
        return lambda *a, **k: self.inputs.pop(0)


class NumPy:
    def __init__(self, random):
        self.random = random

    def __getattr__(self, name):
        return getattr(np, name)


def program(case):
    names = {
        "math": math,
        "logsumexp": logsumexp,
        "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
        "expit": lambda x: 1 / (1 + np.exp(-x)),
        "relu": lambda x: np.maximum(x, 0),
        "softplus": lambda x: np.logaddexp(0, x),
        "print": lambda *a: None,
    }
    declared = re.compile(r"^(\w+): [(\[]", re.M)
    given = [(n, np.array(d).reshape(s)) for n, s, d in case["inputs"]]
    source = case["source"].replace("import numpy as np\n", "")
    own = set(declared.findall(source))
    drawn = []
    for name, value in given:
        base = re.split(r"[@\[]", name)[0]
        if base not in own:
            drawn.append(value)
        elif "[" in name:
            names.setdefault(base, []).append(value)
        else:
            names[base] = value
    names["np"] = NumPy(Random(drawn))
    names["scipy"] = scipy
    for symbol, value in case["sizes"].items():
        names.setdefault(symbol, value)
    exec(compile(prelude, "prelude", "exec"), names)
    # an input that is scaled where it is drawn is the input as a whole
    scaled = re.sub(r"(np\.random\.randn\([^()]*\)) \* 0\.01", r"\1", source)
    flags = __future__.annotations.compiler_flag
    exec(compile(scaled, source.splitlines()[0], "exec", flags), names)
    return names


def value(names, name):
    base = re.split(r"[@\[]", name)[0]
    index = [int(i) for i in re.findall(r"\[(\d+)\]", name)]
    if base not in names:
        dicts = [(b, k) for b in names for k in [base[len(b) + 1 :]] if base.startswith(b + "_")]
        for b, k in dicts:
            if isinstance(names[b], dict) and k in names[b]:
                return np.asarray(names[b][k], dtype=float)
        return None
    found = names[base]
    if index and not isinstance(found, (list, tuple, dict)):
        return None
    for i in index:
        found = found[i]
    return np.asarray(found, dtype=float)


bad = 0
count = 0
for case in cases:
    title = case["source"].splitlines()[0]
    try:
        with np.errstate(all="ignore"):
            names = program(case)
    except Exception as e:
        print(f"{title}: {type(e).__name__}: {e}")
        bad += 1
        continue
    for name, shape, data in case["expected"]:
        count += 1
        ours = np.array(data, dtype=float).reshape(shape)
        theirs = value(names, name)
        if theirs is None:
            print(f"{title}: {name} is nowhere")
            bad += 1
        elif theirs.shape != ours.shape:
            print(f"{title}: {name} is {theirs.shape}, we say {ours.shape}")
            bad += 1
        elif not np.allclose(theirs, ours, rtol=1e-9, atol=1e-9, equal_nan=True):
            print(f"{title}: {name} differs by {np.max(np.abs(theirs - ours))}")
            bad += 1
print(f"{len(cases)} programs, {count} values, {bad} wrong")
sys.exit(bad > 0)
