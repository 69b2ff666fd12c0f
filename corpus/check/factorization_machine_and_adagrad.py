# expect: clean
# verified: g
# verified: grad_w0
# verified: grad_w
# verified: grad_V
import numpy as np


class FactorizationMachine(object):
    """Second-order factorization machine for binary labels in {-1, +1}."""

    def __init__(self, n_features, k=4, l2=1e-3, random_state=None):
        rng = np.random.RandomState(random_state)
        self.w0 = 0.0
        self.w = np.zeros(n_features)
        self.V = rng.normal(scale=0.1, size=(n_features, k))
        self.l2 = l2

    def decision_function(self, X):
        XV = X.dot(self.V)
        X2V2 = (X ** 2).dot(self.V ** 2)
        return self.w0 + X.dot(self.w) + 0.5 * np.sum(XV ** 2 - X2V2, axis=1)

    def loss(self, X, y):
        margin = y * self.decision_function(X)
        data = np.mean(np.log1p(np.exp(-margin)))
        return data + 0.5 * self.l2 * (np.sum(self.w ** 2) + np.sum(self.V ** 2))

    def gradient(self, X, y):
        n = X.shape[0]
        margin = y * self.decision_function(X)
        # derivative of log(1 + exp(-m)) times y
        g = -y / (1.0 + np.exp(margin)) / n

        grad_w0 = g.sum()
        grad_w = X.T.dot(g) + self.l2 * self.w
        XV = X.dot(self.V)
        grad_V = X.T.dot(g[:, None] * XV)
        grad_V -= (X ** 2).T.dot(g)[:, None] * self.V
        grad_V += self.l2 * self.V
        return grad_w0, grad_w, grad_V

    def fit(self, X, y, n_iter=100, eta=0.5):
        G = np.full(self.V.shape, 1e-6)
        for it in range(n_iter):
            g0, gw, gV = self.gradient(X, y)
            self.w0 -= eta * g0
            self.w -= eta * gw
            G += gV ** 2
            self.V -= 0.1 * gV / np.sqrt(G)
            if it % 25 == 0:
                print('iter %3d  loss %.4f' % (it, self.loss(X, y)))
        return self


if __name__ == '__main__':
    rng = np.random.RandomState(40)
    X = rng.binomial(1, 0.4, size=(300, 10)).astype(float)
    score = X[:, 0] - X[:, 1] + 2 * X[:, 2] * X[:, 3] - 2 * X[:, 4] * X[:, 5]
    y = np.where(score + 0.3 * rng.randn(300) > 0, 1, -1)
    fm = FactorizationMachine(10, random_state=0).fit(X, y)
    print('accuracy', np.mean(np.sign(fm.decision_function(X)) == y))
