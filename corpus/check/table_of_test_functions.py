# verified: bowl_d, bowl_dd, valley_d, valley_dd
# functions, gradients and Hessians in a table that a loop hands to the minimiser
import numpy as np
from scipy.optimize import minimize


def bowl(p):
    u, v = p
    return (u - v ** 2) ** 2 + 3 * (v - 1) ** 2


def bowl_d(p):
    u, v = p
    r = u - v ** 2
    return np.array([2 * r, -4 * v * r + 6 * (v - 1)])


def bowl_dd(p):
    u, v = p
    return np.array([[2.0, -4 * v], [-4 * v, 12 * v ** 2 - 4 * u + 6]])


def valley(p):
    u, v, w = p
    return (u * v - 1) ** 2 + (v - w) ** 4 + w ** 2


def valley_d(p):
    u, v, w = p
    r, s = u * v - 1, v - w
    return np.array([2 * r * v, 2 * r * u + 4 * s ** 3, 2 * w - 4 * s ** 3])


def valley_dd(p):
    u, v, w = p
    s = v - w
    return np.array([
        [2 * v ** 2, 4 * u * v - 2, 0.0],
        [4 * u * v - 2, 2 * u ** 2 + 12 * s ** 2, -12 * s ** 2],
        [0.0, -12 * s ** 2, 2 + 12 * s ** 2],
    ])


TABLE = [
    ("bowl", bowl, bowl_d, bowl_dd, np.array([2.0, 0.5])),
    ("valley", valley, valley_d, valley_dd, np.array([1.0, 2.0, 0.3])),
]

for label, fn, first, second, start in TABLE:
    found = minimize(fn, start, jac=first, hess=second, method="trust-exact")
    print(label, found.x, found.fun)
