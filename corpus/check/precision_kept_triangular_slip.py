# expect: LBZ201 line 21
# L starts triangular; on that side the gradient is wrong.
"""Natural gradient for a Gaussian with a full covariance, parametrised by (mean, precision Cholesky)."""
import numpy as np


class GaussianNLL:
    def __init__(self, dim):
        self.mu = np.zeros(dim)
        self.L = np.eye(dim)            # precision = L L^T, L lower triangular

    def loss(self, X):
        Z = (X - self.mu) @ self.L      # (n, dim)
        return 0.5 * np.mean(np.sum(Z ** 2, axis=1)) - np.sum(np.log(np.diag(self.L)))

    def gradient(self, X):
        n = len(X)
        R = X - self.mu
        grad_mu = -self.L @ self.L.T @ R.mean(axis=0)
        grad_L = np.tril(R.T @ R @ self.L / n)
        grad_L[np.diag_indices_from(grad_L)] -= 2 / np.diag(self.L)
        return grad_mu, grad_L

    def natural_direction_mu(self, grad_mu):
        """Fisher information of the mean is the precision"""
        y = np.linalg.solve(self.L, grad_mu)
        return np.linalg.solve(self.L.T, y)


def fisher_logistic(w, X):
    p = 1 / (1 + np.exp(-X @ w))
    return (X.T * (p * (1 - p))) @ X / len(X)


def logistic_value_and_grad(w, X, y):
    u = X @ w
    return np.mean(np.logaddexp(0, u) - y * u), X.T @ (1 / (1 + np.exp(-u)) - y) / len(y)


if __name__ == '__main__':
    rng = np.random.default_rng(99)
    cov_root = np.array([[1.0, 0.0], [0.8, 0.5]])
    X = rng.normal(size=(300, 2)) @ cov_root.T + np.array([2.0, -1.0])
    g = GaussianNLL(2)
    for it in range(200):
        grad_mu, grad_L = g.gradient(X)
        g.mu = g.mu - 0.2 * g.natural_direction_mu(grad_mu)
        g.L = g.L - 0.05 * grad_L
        if it % 50 == 0:
            print(it, g.loss(X))
    print('mean', g.mu, 'covariance', np.linalg.inv(g.L @ g.L.T))

    y = (X[:, 0] + X[:, 1] + rng.normal(size=300) > 1).astype(float)
    Xc = np.hstack((np.ones((300, 1)), X))
    w = np.zeros(3)
    for it in range(6):
        value, grad = logistic_value_and_grad(w, Xc, y)
        w -= np.linalg.solve(fisher_logistic(w, Xc) + 1e-6 * np.eye(3), grad)
        print('natural gradient step', it, value)
