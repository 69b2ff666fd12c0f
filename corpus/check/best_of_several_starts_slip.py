# expect: LBZ207 line 10
"""Growth of a colony: counts are Poisson, the logarithm of their mean is a cubic in time."""
import numpy as np
from scipy.optimize import minimize


def deviance(theta, T, y):
    eta = T @ theta
    mu = np.exp(eta)
    slope = T.T @ (eta - y)
    return np.sum(mu - y * eta), slope


def search(T, y, seed):
    start = 0.1 * np.random.RandomState(seed).randn(T.shape[1])
    return minimize(deviance, start, args=(T, y), jac=True, method='BFGS')


if __name__ == '__main__':
    rng = np.random.RandomState(7)
    T = np.vander(np.linspace(0, 1, 40), 4)
    y = rng.poisson(np.exp(T @ np.array([0.5, -1.0, 2.0, 1.0])))
    best = min((search(T, y, seed) for seed in range(6)), key=lambda found: found.fun)
    print(best.x, best.fun)
    print(np.exp(T @ best.x)[:5])
