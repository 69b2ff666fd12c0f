# expect: LBZ201 line 16
import numpy as np


def sharpe_ratio(w, R):
    port = R @ w
    return port.mean() / port.std()


def sharpe_gradient(w, R):
    mu = R.mean(axis=0)
    Rc = R - mu
    cov = Rc.T @ Rc / R.shape[0]
    m = mu @ w
    s = np.sqrt(w @ cov @ w)
    return mu / s - m * (cov @ w) / s ** 2


def project(w):
    w = np.maximum(w, 0)
    return w / w.sum()


np.random.seed(44)
R = np.random.multivariate_normal([0.01, 0.02, 0.015, 0.005], np.diag([0.02, 0.05, 0.03, 0.01]) ** 2 * 4, 250)
w = np.ones(4) / 4
for it in range(200):
    w = project(w + 0.01 * sharpe_gradient(w, R))
print('weights', np.round(w, 3), 'sharpe', sharpe_ratio(w, R))
