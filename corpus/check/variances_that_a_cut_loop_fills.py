# expect: clean
import numpy as np


def garch_filter(params, eps):
    """sigma2[t] = omega + a * eps[t-1]^2 + b * sigma2[t-1], with its sensitivities."""
    omega, a, b = params
    n = eps.size
    s2 = np.empty(n)
    ds2 = np.zeros((n, 3))
    s2[0] = eps.var()
    for t in range(1, n):
        s2[t] = omega + a * eps[t - 1] ** 2 + b * s2[t - 1]
        ds2[t, 0] = 1.0 + b * ds2[t - 1, 0]
        ds2[t, 1] = eps[t - 1] ** 2 + b * ds2[t - 1, 1]
        ds2[t, 2] = s2[t - 1] + b * ds2[t - 1, 2]
    return s2, ds2


def neg_loglik(params, eps):
    s2, _ = garch_filter(params, eps)
    return 0.5 * np.sum(np.log(2 * np.pi * s2) + eps ** 2 / s2)


def neg_loglik_grad(params, eps):
    s2, ds2 = garch_filter(params, eps)
    w = 0.5 * (1 / s2 - eps ** 2 / s2 ** 2)
    return w @ ds2


rng = np.random.RandomState(2024)
T = 300
eps = np.zeros(T)
v = 0.5
for t in range(1, T):
    v = 0.1 + 0.15 * eps[t - 1] ** 2 + 0.7 * v
    eps[t] = np.sqrt(v) * rng.randn()
params = np.array([0.2, 0.1, 0.5])
for k in range(100):
    g = neg_loglik_grad(params, eps)
    params = np.clip(params - 2e-4 * g, 1e-3, 0.9)
print('omega, alpha, beta:', params, 'nll', neg_loglik(params, eps))
