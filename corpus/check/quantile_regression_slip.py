# expect: LBZ201 line 23
import numpy as np


class QuantileRegressor:
    """Linear quantile regression with the pinball loss (subgradient descent)"""

    def __init__(self, quantile=0.5, alpha=0.01, lr=0.05, n_iter=300):
        assert 0 < quantile < 1
        self.q = quantile
        self.alpha = alpha
        self.lr = lr
        self.n_iter = n_iter

    def pinball(self, w, b, X, y):
        r = y - X.dot(w) - b
        loss = np.mean(np.maximum(self.q * r, (self.q - 1) * r))
        return loss + 0.5 * self.alpha * np.sum(w ** 2)

    def gradient(self, w, b, X, y):
        n = X.shape[0]
        r = y - X.dot(w) - b
        dr = np.where(r > 0, self.q, 1 - self.q) / n
        dw = -X.T.dot(dr) + self.alpha * w
        db = -np.sum(dr)
        return dw, db

    def fit(self, X, y):
        w = np.zeros(X.shape[1])
        b = 0.0
        for i in range(self.n_iter):
            dw, db = self.gradient(w, b, X, y)
            step = self.lr / np.sqrt(1 + 0.01 * i)
            w = w - step * dw
            b = b - step * db
        self.w, self.b = w, b
        return self

    def predict(self, X):
        return X.dot(self.w) + self.b


np.random.seed(55)
X = np.random.uniform(0, 2, (150, 1))
y = 1 + 2 * X[:, 0] + (0.2 + 0.5 * X[:, 0]) * np.random.randn(150)
for q in (0.1, 0.5, 0.9):
    reg = QuantileRegressor(q).fit(X, y)
    print('q = %.1f  w = %s  b = %.3f  below: %.2f' % (q, reg.w, reg.b, np.mean(y < reg.predict(X))))
