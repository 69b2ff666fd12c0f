# expect: LBZ201 line 16
import numpy as np
from scipy.optimize import least_squares

rng = np.random.default_rng(3)
dose = rng.random((24, 3))
seen = rng.random(24)


def res(q):
    return np.tanh(dose @ q) - seen


def jac(q):
    t = np.tanh(dose @ q)
    return (1 - t)[:, None] * dose


print("found", least_squares(res, np.zeros(3), jac=jac).x)
