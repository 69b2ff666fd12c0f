# expect: clean
import numpy as np
from scipy.special import expit


def log_posterior(strength, edge, first, second, won):
    d = strength[first] - strength[second] + edge
    return np.sum(won * np.log(expit(d)) + (1 - won) * np.log(expit(-d))) - 0.5 * np.sum(strength**2)


def score(strength, edge, first, second, won):
    r = won - expit(strength[first] - strength[second] + edge)
    n = len(strength)
    g = np.bincount(first, weights=r, minlength=n) - np.bincount(second, weights=r, minlength=n)
    return g - strength, r.sum()


def climb(first, second, won, n, steps=100):
    strength = np.zeros(n)
    edge = 0.0
    for _ in range(steps):
        g, ge = score(strength, edge, first, second, won)
        strength = strength + 0.05 * g
        edge = edge + 0.05 * ge / len(won)
    return strength, edge


first, second = np.array([(i, j) for i in range(4) for j in range(4) if i != j]).T
won = (np.random.rand(len(first)) < 0.6).astype(float)
print(climb(first, second, won, 4))
