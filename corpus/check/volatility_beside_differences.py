# expect: clean
"""GARCH(1,1) quasi maximum likelihood with analytic score."""
import numpy as np


def garch_filter(params, r):
    mu, omega, alpha, beta = params
    e = r - mu
    h = np.empty_like(r)
    h[0] = np.var(r)
    for t in range(1, len(r)):
        h[t] = omega + alpha * e[t - 1] ** 2 + beta * h[t - 1]
    return e, h


def qml_objective(params, r):
    e, h = garch_filter(params, r)
    return 0.5 * np.mean(np.log(h) + e ** 2 / h)


def qml_gradient(params, r):
    """Gradient with respect to (mu, omega, alpha, beta)."""
    mu, omega, alpha, beta = params
    e, h = garch_filter(params, r)
    n = len(r)
    grad = np.zeros(4)
    dh = np.zeros(4)
    for t in range(n):
        if t > 0:
            dh = np.array([
                -2.0 * alpha * e[t - 1],
                1.0,
                e[t - 1] ** 2,
                h[t - 1],
            ]) + beta * dh
        dl_dh = 0.5 * (1.0 / h[t] - e[t] ** 2 / h[t] ** 2)
        grad += dl_dh * dh
        grad[0] -= e[t] / h[t]
    return grad / n


def simulate(params, n, seed):
    mu, omega, alpha, beta = params
    z = np.random.default_rng(seed).standard_normal(n)
    r = np.empty(n)
    h = omega / (1 - alpha - beta)
    for t in range(n):
        e = np.sqrt(h) * z[t]
        r[t] = mu + e
        h = omega + alpha * e ** 2 + beta * h
    return r


def numerical_gradient(params, r, h=1e-6):
    grad = np.zeros(4)
    for k in range(4):
        up, down = params.copy(), params.copy()
        up[k] += h
        down[k] -= h
        grad[k] = (qml_objective(up, r) - qml_objective(down, r)) / (2 * h)
    return grad


if __name__ == "__main__":
    returns = simulate((0.05, 0.1, 0.1, 0.8), 600, seed=2)
    params = np.array([0.0, 0.2, 0.05, 0.7])
    assert np.allclose(qml_gradient(params, returns), numerical_gradient(params, returns), atol=1e-5)
    for it in range(200):
        step = 0.01 * qml_gradient(params, returns)
        params = np.maximum(params - step, [-1.0, 1e-4, 1e-4, 1e-4])
        if it % 50 == 0:
            print("iter", it, "objective", qml_objective(params, returns))
    print("mu %.3f omega %.3f alpha %.3f beta %.3f" % tuple(params))
