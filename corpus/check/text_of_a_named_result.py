# expect: clean
# verified: grad_w0, grad_w, grad_V
import numpy as np


class FactorizationMachine:
    """Second order factorization machine for regression.

    y_hat = w0 + x w + 0.5 * sum_f [ (x V_f)^2 - (x^2)(V_f^2) ]
    """

    def __init__(self, n_features, k=4, l2=0.01, seed=0):
        rng = np.random.RandomState(seed)
        self.w0 = np.zeros(1)
        self.w = np.zeros(n_features)
        self.V = rng.normal(0, 0.1, (n_features, k))
        self.l2 = l2

    def decision(self, X):
        """Predictions.

        Parameters
        ----------
        X : array of shape (n_samples, n_features)

        Returns
        -------
        y_hat : array of shape (n_samples,)
        """
        inter = 0.5 * np.sum(X.dot(self.V) ** 2 - (X ** 2).dot(self.V ** 2), axis=1)
        return self.w0 + X.dot(self.w) + inter

    def loss(self, X, y):
        e = self.decision(X) - y
        return 0.5 * np.mean(e ** 2) + 0.5 * self.l2 * (np.sum(self.w ** 2) + np.sum(self.V ** 2))

    def gradients(self, X, y):
        n_samples = X.shape[0]
        e = (self.decision(X) - y) / n_samples
        grad_w0 = np.array([e.sum()])
        grad_w = X.T.dot(e) + self.l2 * self.w
        # cross term minus the self interaction
        XV = X.dot(self.V)  # (n_samples, k)
        self_inter = (X ** 2).T.dot(e)  # (n_features,)
        grad_V = X.T.dot(e[:, None] * XV) - self_inter[:, None] * self.V
        grad_V += self.l2 * self.V
        return grad_w0, grad_w, grad_V

    def fit(self, X, y, lr=0.1, n_iter=100):
        for it in range(n_iter):
            g0, gw, gV = self.gradients(X, y)
            self.w0 -= lr * g0
            self.w -= lr * gw
            self.V -= lr * gV
        return self


if __name__ == '__main__':
    rng = np.random.RandomState(7)
    X = (rng.rand(100, 8) < 0.4).astype(float)
    y = 1 + X[:, 0] - X[:, 1] + 2 * X[:, 2] * X[:, 3] + 0.1 * rng.randn(100)
    fm = FactorizationMachine(8)
    print('before', fm.loss(X, y))
    fm.fit(X, y)
    print('after', fm.loss(X, y))
