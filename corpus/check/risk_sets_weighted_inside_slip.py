# expect: LBZ201 line 20
import numpy as np
from scipy.optimize import fmin_bfgs


def neg_partial_loglik(beta, X, time, event):
    """Breslow negative log partial likelihood of the Cox model (no ties assumed)."""
    order = np.argsort(-time)
    X, event = X[order], event[order]
    eta = X.dot(beta)
    risk = np.cumsum(np.exp(eta))
    return -np.sum(event * (eta - np.log(risk)))


def score(beta, X, time, event):
    order = np.argsort(-time)
    X, event = X[order], event[order]
    w = np.exp(X.dot(beta))
    risk = np.cumsum(w)
    weighted = w[:, None] * np.cumsum(X, axis=0)
    xbar = weighted / risk[:, None]
    return -np.sum(event[:, None] * (X - xbar), axis=0)


def simulate(n, beta, seed=0):
    rng = np.random.RandomState(seed)
    X = rng.randn(n, len(beta))
    T = rng.exponential(1.0 / np.exp(X.dot(beta)))
    C = rng.exponential(2.0, size=n)
    return X, np.minimum(T, C), (T <= C).astype(float)


if __name__ == '__main__':
    true_beta = np.array([0.8, -0.5, 0.0])
    X, time, event = simulate(120, true_beta)
    print('events: %d of %d' % (event.sum(), len(event)))
    b = np.zeros(3)
    for i in range(150):
        b = b - 0.005 * score(b, X, time, event)
    print('true', true_beta)
    print('fit ', b, neg_partial_loglik(b, X, time, event))
