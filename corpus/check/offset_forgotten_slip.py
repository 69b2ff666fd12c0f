# expect: LBZ201 line 13
# Counts of calls by the hour, with an offset for the days that were watched.
import numpy as np


def surprise(level, shift, days, calls):
    eta = level + shift[days]
    return np.sum(np.exp(eta) - calls * eta)


def surprise_gradient(level, shift, days, calls):
    """by the shifts of the days"""
    eta = level
    excess = np.exp(eta) - calls
    grad_shift = np.zeros_like(shift)
    np.add.at(grad_shift, days, excess)
    return grad_shift


rng = np.random.default_rng(4)
days = rng.integers(0, 5, 24)
calls = rng.poisson(3.0, 24).astype(float)
level, shift = rng.normal(size=24) * 0.1, np.zeros(5)
for _ in range(40):
    shift -= 0.01 * surprise_gradient(level, shift, days, calls)
print(surprise(level, shift, days, calls))
