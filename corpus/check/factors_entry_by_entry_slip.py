# expect: LBZ101 line 45
import numpy as np


class FactorizationMachine:
    """Second order factorization machine for regression.

    w0  scalar
    w   (p,)
    V   (p, k)
    """

    def __init__(self, p, k, rng):
        self.w0 = 0.0
        self.w = np.zeros(p)
        self.V = 0.1 * rng.standard_normal((p, k))

    def predict(self, X):
        # X: (n, p)
        XV = X @ self.V                                  # (n, k)
        X2V2 = (X ** 2) @ (self.V ** 2)                  # (n, k)
        inter = 0.5 * np.sum(XV ** 2 - X2V2, axis=1)     # (n,)
        return self.w0 + X @ self.w + inter

    def loss_grad(self, X, y):
        """
        Parameters
        ----------
        X : array-like of shape (n, p)
        y : array-like of shape (n,)

        Returns
        -------
        loss : float
        grads : tuple of (float, array of shape (p,), array of shape (p, k))
        """
        n = X.shape[0]
        XV = X @ self.V                                  # (n, k)
        resid = self.predict(X) - y                      # (n,)
        loss = np.mean(resid ** 2)
        g = 2 * resid / n                                # (n,)
        dw0 = g.sum()
        dw = X.T @ g                                     # (p,)
        first = X.T @ (g[:, None] * XV)                  # (p, n) @ (n, k) -> (p, k)
        second = ((X ** 2).T @ g)[:, None] * self.V      # (n, 1) * (p, k) -> (p, k)
        dV = first - second
        return loss, (dw0, dw, dV)


rng = np.random.default_rng(30)
n, p, k = 60, 7, 3
X = rng.integers(0, 2, size=(n, p)).astype(float)
y = X[:, 0] * X[:, 1] - X[:, 2] * X[:, 3] + 0.5 * X[:, 4]      # (n,)
fm = FactorizationMachine(p, k, rng)
for epoch in range(300):
    loss, (dw0, dw, dV) = fm.loss_grad(X, y)
    fm.w0 -= 0.1 * dw0
    fm.w -= 0.1 * dw
    fm.V -= 0.1 * dV
    if epoch % 100 == 0:
        print('epoch', epoch, 'mse', loss)
