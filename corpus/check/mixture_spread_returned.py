# Shares of a budget as a softmax of scores: the expected gain less a price for moving, where the
# derivative is taken by the shares first.
import numpy as np
from scipy.optimize import minimize


def shares(s):
    e = np.exp(s - s.max())
    return e / e.sum()


def objective(s, gains, before, price):
    w = shares(s)
    moved = np.sqrt((w - before) ** 2 + 1e-4)
    return -(gains @ w) + w @ w + price * moved.sum()


def objective_grad(s, gains, before, price):
    w = shares(s)
    dmoved = (w - before) / np.sqrt((w - before) ** 2 + 1e-4)
    gw = -gains + 2 * w + price * dmoved
    return w * (gw - w @ gw)


rng = np.random.default_rng(5)
gains = rng.normal(size=5)
before = np.array([0.3, 0.1, 0.2, 0.2, 0.2])
found = minimize(objective, np.zeros(5), args=(gains, before, 0.1), jac=objective_grad)
print(shares(found.x))
