# expect: LBZ201 line 16
import numpy as np


def garch_recursion(params, r):
    """sigma2[t] = omega + alpha r[t-1]^2 + beta sigma2[t-1], sigma2[0] = sample variance."""
    omega, alpha, beta = params
    T = len(r)
    s2 = np.empty(T)
    ds2 = np.zeros((T, 3))
    s2[0] = np.var(r)
    for t in range(1, T):
        s2[t] = omega + alpha * r[t - 1] ** 2 + beta * s2[t - 1]
        ds2[t, 0] = 1.0 + beta * ds2[t - 1, 0]
        ds2[t, 1] = r[t - 1] ** 2 + beta * ds2[t - 1, 1]
        ds2[t, 2] = s2[t - 1]
    return s2, ds2


def neg_loglik(params, r):
    s2, _ = garch_recursion(params, r)
    return 0.5 * np.mean(np.log(2 * np.pi) + np.log(s2) + r ** 2 / s2)


def neg_loglik_grad(params, r):
    s2, ds2 = garch_recursion(params, r)
    w = 0.5 * (1.0 / s2 - r ** 2 / s2 ** 2) / len(r)
    return ds2.T @ w


def simulate(omega, alpha, beta, T, seed):
    rng = np.random.default_rng(seed)
    r = np.zeros(T)
    s2 = omega / (1 - alpha - beta)
    for t in range(T):
        r[t] = np.sqrt(s2) * rng.standard_normal()
        s2 = omega + alpha * r[t] ** 2 + beta * s2
    return r


returns = simulate(0.1, 0.15, 0.75, 400, 13)
theta = np.array([0.2, 0.1, 0.6])
for it in range(200):
    g = neg_loglik_grad(theta, returns)
    theta = np.clip(theta - 0.05 * g, 1e-4, 0.98)
print("omega, alpha, beta:", theta)
print("nll:", neg_loglik(theta, returns))
