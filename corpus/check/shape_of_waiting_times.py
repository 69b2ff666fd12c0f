# verified: what waits_grad returns
# The terms of the samples are added up one line later, where the logarithm counts, too.
import numpy as np
from scipy.optimize import minimize
from scipy.special import digamma, gammaln


def waits_nll(theta, Z, t):
    """Gamma regression: shape a = exp(theta[-1]), mean m = exp(Z c)."""
    c, log_a = theta[:-1], theta[-1]
    a = np.exp(log_a)
    m = np.exp(Z @ c)
    ll = a * np.log(a / m) - gammaln(a) + (a - 1) * np.log(t) - a * t / m
    return -ll.sum()


def waits_grad(theta, Z, t):
    c, log_a = theta[:-1], theta[-1]
    a = np.exp(log_a)
    m = np.exp(Z @ c)
    dc = Z.T @ (a * (t / m - 1))
    da = np.log(a / m) + 1 - digamma(a) + np.log(t) - t / m
    dlog_a = da.sum() * a
    return -np.append(dc, dlog_a)


rng = np.random.default_rng(5)
Z = np.column_stack([np.ones(200), rng.normal(size=200)])
t = rng.gamma(2.0, np.exp(Z @ np.array([0.3, 0.5])) / 2.0)
fit = minimize(waits_nll, np.zeros(3), args=(Z, t), jac=waits_grad, method='BFGS')
print(fit.x)
