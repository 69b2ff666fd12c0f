"""Negative log-likelihood of independent Gaussians, and its gradient in mean and log-variance."""
import numpy as np


def nll(params, x):
    mu, s = params[0], params[1]
    v = np.exp(s)
    return 0.5 * np.sum((x - mu) ** 2 / v + s)


def nll_grad(params, x):
    mu, s = params[0], params[1]
    v = np.exp(s)
    g_mu = -np.sum((x - mu) / v)  #!! g_mu = np.sum((x - mu) / v)
    g_s = 0.5 * np.sum(1 - (x - mu) ** 2 / v)  #!! g_s = 0.5 * np.sum(1 - (x - mu) / v)
    return np.array([g_mu, g_s])


x = np.random.normal(1.0, 2.0, size=100)
params = np.array([0.0, 0.0])
for _ in range(50):
    g = nll_grad(params, x)
    params -= 0.001 * g
print(nll(params, x))
