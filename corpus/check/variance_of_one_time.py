# expect: clean
# GARCH(1,1) quasi maximum likelihood with analytic recursion (Fiorentini et al. style)
import numpy as np


def garch_nll(par, eps):
    w, a, b = par
    h = np.empty(len(eps))
    h[0] = np.mean(eps ** 2)
    for t in range(1, len(eps)):
        h[t] = w + a * eps[t - 1] ** 2 + b * h[t - 1]
    return 0.5 * np.mean(np.log(h) + eps ** 2 / h)


def garch_nll_grad(par, eps):
    w, a, b = par
    n = len(eps)
    h = np.mean(eps ** 2)
    dh = np.zeros(3)
    g = np.zeros(3)
    for t in range(n):
        if t > 0:
            dh = np.array([1.0, eps[t - 1] ** 2, h]) + b * dh
            h = w + a * eps[t - 1] ** 2 + b * h
        g += 0.5 * (1.0 / h - eps[t] ** 2 / h ** 2) * dh
    return g / n
