"""The printed loop against differences of the program, both run as they stand."""
import inspect
import re
import numpy as np

ARRAY

FUNCTION

B, L, T, k, m, n, n0, n1, n2, n3, n4 = 2, 4, 3, 2, 3, 4, 3, 4, 2, 5, 3
shapes = {DECLARED}
rng = np.random.default_rng(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def draw(shape):
    if isinstance(shape, list):
        return [draw(one) for one in shape]
    return 0.5 * rng.standard_normal(shape)


def program(given):
    globals().update(given)
    return np.asarray(run())


def run():
PROGRAM
    return loss


def differences(given, x):
    out = None
    for at in np.ndindex(*x.shape):
        old = x[at]
        x[at] = old + 1e-6
        plus = program(given).copy()
        x[at] = old - 1e-6
        minus = program(given).copy()
        x[at] = old
        if out is None:
            out = np.zeros(plus.shape + x.shape)
        out[(Ellipsis,) + at] = (plus - minus) / 2e-6
    return out


def shared(full, x, shape):
    """Without the zeros between samples."""
    if full.shape == tuple(shape):
        return full
    return np.stack([np.take(full[b], b, axis=full.ndim - x.ndim - 1) for b in range(B)])


given = {name: draw(shape) for name, shape in shapes.items()}
function = [f for name, f in list(globals().items()) if name.startswith("dloss")][0]
arguments = {}
for name in inspect.signature(function).parameters:
    value = given.get(name)
    if value is None:
        value = [given[one] for one in sorted(given) if re.fullmatch(name + "[0-9]+", one)]
    many = isinstance(value, list)
    arguments[name] = [array(v) for v in value] if many else array(value)
names = re.search(r"return (.*)\n?$", inspect.getsource(function).rstrip()).group(1)
for name, value in zip(names.split(", "), function(**arguments)):
    base = name.removeprefix("dloss_d")
    numbered = [given[one] for one in sorted(given) if re.fullmatch(base + "[0-9]+", one)]
    wanted = given[base] if base in given else numbered
    pairs = zip(value, wanted) if isinstance(value, list) else [(value, wanted)]
    for got, point in pairs:
        got = np.asarray(got)
        gap = np.abs(got - shared(differences(given, point), point, got.shape)).max()
        assert gap < 1e-6, (name, gap)
print("agrees")
