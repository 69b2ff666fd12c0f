import numpy as np


def f(x):
    return 100.0 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2


def fprime(x):
    g = np.zeros_like(x)
    g[0] = -400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0])  #!! g[0] = -400 * x[0] * (x[1] - x[0] ** 2) + 2 * (1 - x[0])
    g[1] = 200 * (x[1] - x[0] ** 2)  #!! g[1] = 100 * (x[1] - x[0] ** 2)
    return g


x = np.array([-1.2, 1.0])
for i in range(1000):
    x = x - 1e-3 * fprime(x)
