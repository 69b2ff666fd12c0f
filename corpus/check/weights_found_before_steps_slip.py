# expect: LBZ201 line 43
# Output weights go steps of their own; the sign of the difference is the other one.
import numpy as np


class RBFNet(object):
    """Radial basis functions with trainable centres, log-precisions and output weights.

    Notation: E = 1/2 * sum of squared errors; all derivatives are partial derivatives of E.
    """

    def __init__(self, centres, beta=1.0):
        self.c = np.array(centres, dtype=float)                 # (K, D)
        self.log_beta = np.full(len(self.c), np.log(beta))      # (K,)
        self.w = np.zeros(len(self.c))
        self.bias = 0.0

    def phi(self, X):
        diff = X[:, np.newaxis, :] - self.c                     # (N, K, D)
        d2 = np.sum(diff ** 2, axis=-1)
        return np.exp(-np.exp(self.log_beta) * d2), diff, d2

    def predict(self, X):
        return self.phi(X)[0].dot(self.w) + self.bias

    def solve_output(self, X, y, ridge=1e-6):
        """linear least squares for the output layer"""
        Phi = np.column_stack((self.phi(X)[0], np.ones(len(X))))
        sol = np.linalg.solve(Phi.T @ Phi + ridge * np.eye(Phi.shape[1]), Phi.T @ y)
        self.w, self.bias = sol[:-1], sol[-1]

    def error(self, X, y):
        return 0.5 * np.sum((self.predict(X) - y) ** 2)

    def partials(self, X, y):
        Phi, diff, d2 = self.phi(X)
        dE_dyhat = Phi.dot(self.w) + self.bias - y              # (N,)
        dE_dw = Phi.T.dot(dE_dyhat)
        dE_dbias = dE_dyhat.sum()
        dE_dPhi = np.outer(dE_dyhat, self.w)                    # (N, K)
        dE_dd2 = -dE_dPhi * Phi * np.exp(self.log_beta)
        dE_dlog_beta = np.sum(dE_dd2 * d2, axis=0)
        dE_dc = np.einsum('nk,nkd->kd', dE_dd2, 2 * diff)
        return dE_dc, dE_dlog_beta, dE_dw, dE_dbias


def main():
    rng = np.random.default_rng(3)
    X = rng.uniform(-2, 2, size=(80, 2))
    y = np.sin(X[:, 0]) * np.cos(X[:, 1])
    net = RBFNet(X[rng.choice(80, 8, replace=False)])
    net.solve_output(X, y)
    print('linear solve only: E = %.5f' % net.error(X, y))
    lr = 0.002
    for it in range(200):
        dE_dc, dE_dlog_beta, dE_dw, dE_dbias = net.partials(X, y)
        net.c -= lr * dE_dc
        net.log_beta -= lr * dE_dlog_beta
        net.w -= lr * dE_dw
        net.bias -= lr * dE_dbias
        if (it + 1) % 50 == 0:
            print('iteration %d: E = %.5f' % (it + 1, net.error(X, y)))


if __name__ == '__main__':
    main()
