# expect: clean
# verified: nll_grad
import numpy as np
def nll(par, x):
    w, a, b = par
    return np.sum((w + a * x + b * x ** 2) ** 2)
def nll_grad(par, x):
    w, a, b = par
    r = 2 * (w + a * x + b * x ** 2)
    return np.array([r.sum(), (r * x).sum(), (r * x ** 2).sum()])
