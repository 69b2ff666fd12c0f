# expect: LBZ302 line 8
# The logarithm is where the counts become absorbances, long before anything is fitted to these.
import numpy as np


def absorbance(counts, full):
    """-log of the share of photons that came through."""
    return -np.log(counts / full)


def fit_loss(conc, eps, A, ridge):
    r = eps @ conc - A
    return 0.5 * np.mean(r ** 2) + 0.5 * ridge * np.sum(conc ** 2)


def fit_grad(conc, eps, A, ridge):
    r = eps @ conc - A
    return eps.T @ r / len(A) + ridge * conc


rng = np.random.default_rng(2)
eps = rng.uniform(0, 1, size=(30, 3))
counts = rng.poisson(50 * np.exp(-3 * eps @ np.array([1.0, 0.5, 2.0])))
A = absorbance(counts, 50.0)
conc = np.zeros(3)
for k in range(100):
    conc = conc - 0.1 * fit_grad(conc, eps, A, 1e-3)
print(fit_loss(conc, eps, A, 1e-3))
