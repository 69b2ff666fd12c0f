# expect: LBZ201 line 21
# Points in a line that attract each other far away and repel each other near by.
import numpy as np


def energy(x):
    total = 0.0
    for i in range(len(x) - 1):
        gap = x[i] - x[i + 1:]
        q = 1.0 / np.sum(gap ** 2, axis=1)
        total += np.sum(q ** 4 - q ** 2)
    return total


def forces(x):
    """minus the gradient of the energy by x"""
    f = np.zeros_like(x)
    for i in range(len(x) - 1):
        gap = x[i] - x[i + 1:]
        q = 1.0 / np.sum(gap ** 2, axis=1)
        pull = (4 * q * (q ** 4 - q ** 2))[:, None] * gap
        f[i] += pull.sum(axis=0)
        f[i + 1:] -= pull
    return f


rng = np.random.default_rng(2)
x = rng.normal(size=(4, 2))
for _ in range(20):
    x = x + 0.001 * forces(x)
print(energy(x))
