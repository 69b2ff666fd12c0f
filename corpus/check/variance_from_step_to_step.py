# expect: clean
"""
Gaussian GARCH(1,1) quasi maximum likelihood with analytic score.

    h_t = omega + alpha * e_{t-1}^2 + beta * h_{t-1}
"""
import numpy as np


def simulate(omega, alpha, beta, T, seed=0):
    rng = np.random.RandomState(seed)
    e = np.zeros(T)
    h = omega / (1 - alpha - beta)
    for t in range(T):
        e[t] = np.sqrt(h) * rng.randn()
        h = omega + alpha * e[t] ** 2 + beta * h
    return e


def neg_loglik(theta, e, h0):
    omega, alpha, beta = theta
    h = h0
    nll = 0.5 * (np.log(h) + e[0] ** 2 / h)
    for t in range(1, len(e)):
        h = omega + alpha * e[t - 1] ** 2 + beta * h
        nll += 0.5 * (np.log(h) + e[t] ** 2 / h)
    return nll / len(e)


def score(theta, e, h0):
    """Gradient of neg_loglik, h0 is fixed (does not depend on theta)."""
    omega, alpha, beta = theta
    h = h0
    dh = np.zeros(3)
    grad = np.zeros(3)
    for t in range(1, len(e)):
        h_prev = h
        h = omega + alpha * e[t - 1] ** 2 + beta * h_prev
        dh = np.array([1.0, e[t - 1] ** 2, h_prev]) + beta * dh
        grad += 0.5 * (1.0 / h - e[t] ** 2 / h ** 2) * dh
    return grad / len(e)


def estimate(e, theta0, lr=0.02, n_iter=150):
    h0 = np.var(e)
    theta = np.array(theta0, dtype=float)
    for it in range(n_iter):
        theta = np.clip(theta - lr * score(theta, e, h0), 1e-4, 0.97)
        if it % 50 == 0:
            print('%4d  nll %.5f  theta %s' % (it, neg_loglik(theta, e, h0), np.round(theta, 4)))
    return theta


if __name__ == '__main__':
    returns = simulate(0.1, 0.12, 0.8, 300, seed=8)
    print('estimate', estimate(returns, [0.2, 0.1, 0.6]))
