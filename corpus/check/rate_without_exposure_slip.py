# expect: LBZ201 line 14
# Counts over periods of different lengths: the rate of the score leaves the length out.
import numpy as np
from scipy.optimize import minimize


def deviance(w, A, counts, log_time):
    rate = A @ w + log_time
    return np.sum(np.exp(rate) - counts * rate) / len(counts)


def deviance_grad(w, A, counts, log_time):
    n = len(counts)
    mean = np.exp(A @ w)
    return A.T @ (mean - counts) / n


def descend(A, counts, log_time, step=0.05, rounds=300):
    w = np.zeros(A.shape[1])
    for _ in range(rounds):
        w = w - step * deviance_grad(w, A, counts, log_time)
    return w


rng = np.random.default_rng(8)
A = np.column_stack([np.ones(80), rng.normal(size=80)])
time = rng.uniform(0.5, 3, size=80)
counts = rng.poisson(time * np.exp(A @ np.array([0.3, -0.2])))
print(descend(A, counts, np.log(time)))
