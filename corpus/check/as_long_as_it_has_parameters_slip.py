# expect: LBZ202 line 21
# A series is followed for a few steps, and not for as many as there are parameters.
import numpy as np
from scipy.optimize import minimize


def misfit(theta, y):
    base, pull, keep = theta
    n = len(y)
    s = np.empty(n)
    ds = np.zeros((n, 3))  # ds_t / d(base, pull, keep)
    s[0] = np.mean(y)
    for t in range(1, n):
        s[t] = base + pull * y[t - 1] + keep * s[t - 1]
        ds[t] = keep * ds[t - 1]
        ds[t, 0] += 1.0
        ds[t, 1] += y[t - 1]
        ds[t, 2] += s[t - 1]
    rest = s - y
    loss = 0.5 * np.sum(rest ** 2)
    g = 2 * ds.T @ rest
    return loss, g


def spread(theta, y):
    k = len(theta)
    H = np.zeros((k, k))
    for i in range(k):
        d = np.zeros(k)
        d[i] = 1e-5
        H[i] = (misfit(theta + d, y)[1] - misfit(theta - d, y)[1]) / 2e-5
    return np.sqrt(np.diag(np.linalg.inv(0.5 * (H + H.T))))


if __name__ == "__main__":
    y = 0.3 + np.random.RandomState(2).randn(701)
    start = np.array([y.mean(), 0.1, 0.5])
    found = minimize(misfit, start, args=(y,), jac=True, method="L-BFGS-B")
    print(found.x, spread(found.x, y))
