# expect: clean
# Calls a day, with the logarithm of the hours a shop is open as an offset.
import numpy as np


def cost(w, F, calls, hours):
    score = F @ w + np.log(hours)
    rate = np.exp(score)
    return np.mean(rate - calls * score)


def cost_grad(w, F, calls, hours):
    n = len(calls)
    score = F @ w + np.log(hours)
    rate = np.exp(score)
    return F.T @ (rate - calls) / n


rng = np.random.default_rng(4)
F = rng.normal(size=(60, 3))
hours = rng.uniform(4, 12, size=60)
calls = rng.poisson(hours * np.exp(F @ np.array([0.2, -0.1, 0.3])))
w = np.zeros(3)
for _ in range(100):
    w = w - 0.05 * cost_grad(w, F, calls, hours)
print(cost(w, F, calls, hours))
