# expect: LBZ201 line 43
import numpy as np

# Proportional odds model (ordinal logistic regression)
# P(y <= k | x) = sigmoid(cut_k - x'beta),  k = 0..K-2


def sigmoid(u):
    return 1.0 / (1.0 + np.exp(-u))


class OrdinalLogit:
    def __init__(self, n_features, n_classes):
        self.beta = np.zeros(n_features)
        self.cuts = np.linspace(-1.0, 1.0, n_classes - 1)
        self.K = n_classes

    def _probs(self, X, y):
        eta = X.dot(self.beta)
        padded = np.concatenate([[-np.inf], self.cuts, [np.inf]])
        hi = sigmoid(padded[y + 1] - eta)
        lo = sigmoid(padded[y] - eta)
        return hi, lo

    def loss(self, X, y):
        hi, lo = self._probs(X, y)
        return -np.mean(np.log(hi - lo))

    def gradients(self, X, y):
        n = X.shape[0]
        hi, lo = self._probs(X, y)
        prob = hi - lo
        f_hi = hi * (1 - hi)
        f_lo = lo * (1 - lo)

        deta = (f_hi - f_lo) / prob / n
        dbeta = X.T.dot(deta)

        dcuts = np.zeros_like(self.cuts)
        upper = y < self.K - 1
        lower = y > 0
        np.add.at(dcuts, y[upper], -f_hi[upper] / prob[upper] / n)
        np.add.at(dcuts, y[lower] - 1, -f_lo[lower] / prob[lower] / n)
        return dbeta, dcuts

    def fit(self, X, y, lr=0.2, epochs=100, verbose=True):
        for epoch in range(epochs):
            dbeta, dcuts = self.gradients(X, y)
            self.beta -= lr * dbeta
            self.cuts -= lr * dcuts
            self.cuts = np.sort(self.cuts)
            if verbose and epoch % 25 == 0:
                print('epoch', epoch, 'loss', self.loss(X, y))


np.random.seed(5)
X = np.random.randn(200, 3)
latent = X.dot(np.array([1.0, -0.6, 0.2])) + np.random.logistic(size=200)
y = np.digitize(latent, [-1.5, 0.0, 1.2])        # 4 ordered classes

model = OrdinalLogit(3, 4)
model.fit(X, y)
print('coefficients', model.beta)
print('thresholds', model.cuts)
