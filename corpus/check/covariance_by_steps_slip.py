# expect: LBZ201 line 20
import numpy as np


def nll(mu, Sigma, X):
    """Average Gaussian negative log likelihood. X: (n, d), mu: (d,), Sigma: (d, d)"""
    n, d = X.shape
    diff = X - mu
    sign, logdet = np.linalg.slogdet(Sigma)
    maha = np.sum(diff * np.linalg.solve(Sigma, diff.T).T, axis=1)
    return 0.5 * (d * np.log(2 * np.pi) + logdet + maha.mean())


def nll_gradients(mu, Sigma, X):
    n, d = X.shape
    diff = X - mu
    P = np.linalg.inv(Sigma)
    S = diff.T @ diff / n
    grad_mu = -P @ diff.mean(axis=0)
    grad_Sigma = P - P @ S @ P
    return grad_mu, grad_Sigma


rng = np.random.default_rng(14)
X = rng.multivariate_normal([1.0, -1.0, 0.5], [[1.0, 0.4, 0.0], [0.4, 1.5, 0.2], [0.0, 0.2, 0.8]], size=200)
mu, Sigma = np.zeros(3), 2.0 * np.eye(3)
for it in range(300):
    grad_mu, grad_Sigma = nll_gradients(mu, Sigma, X)
    mu = mu - 0.2 * grad_mu
    Sigma = Sigma - 0.2 * grad_Sigma
print(nll(mu, Sigma, X))
print(mu, X.mean(axis=0))
