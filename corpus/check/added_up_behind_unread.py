# expect: clean
"""Linear-chain conditional random field: forward-backward, log-likelihood and its gradient."""
import numpy as np
from scipy.special import logsumexp


class LinearChainCRF:

    def __init__(self, n_tags, n_features, l2=0.1):
        self.n_tags = n_tags
        self.U = np.zeros((n_features, n_tags))    # emission weights
        self.A = np.zeros((n_tags, n_tags))        # A[i, j]: from tag i to tag j
        self.l2 = l2

    def forward(self, emit):
        T = emit.shape[0]
        log_alpha = np.zeros((T, self.n_tags))
        log_alpha[0] = emit[0]
        for t in range(1, T):
            log_alpha[t] = emit[t] + logsumexp(log_alpha[t - 1][:, None] + self.A, axis=0)
        return log_alpha

    def backward(self, emit):
        T = emit.shape[0]
        log_beta = np.zeros((T, self.n_tags))
        for t in range(T - 2, -1, -1):
            log_beta[t] = logsumexp(self.A + emit[t + 1] + log_beta[t + 1], axis=1)
        return log_beta

    def log_likelihood(self, X, y):
        emit = X.dot(self.U)
        T = len(y)
        score = emit[np.arange(T), y].sum() + self.A[y[:-1], y[1:]].sum()
        return score - logsumexp(self.forward(emit)[-1])

    def gradient(self, X, y):
        """Gradient of the log-likelihood of one sentence: observed minus expected counts."""
        emit = X.dot(self.U)
        T = len(y)
        log_alpha, log_beta = self.forward(emit), self.backward(emit)
        logZ = logsumexp(log_alpha[-1])

        dU = np.zeros_like(self.U)
        dA = np.zeros_like(self.A)
        marginal = np.exp(log_alpha + log_beta - logZ)     # [T, n_tags]
        for t in range(T):
            dU[:, y[t]] += X[t]
            dU -= np.outer(X[t], marginal[t])
        for t in range(T - 1):
            pair = np.exp(log_alpha[t][:, None] + self.A + emit[t + 1] + log_beta[t + 1] - logZ)
            dA[y[t], y[t + 1]] += 1
            dA -= pair
        return dU, dA

    def objective(self, data):
        # the penalised log-likelihood, to be maximised
        ll = sum(self.log_likelihood(X, y) for X, y in data)
        return ll - 0.5 * self.l2 * (np.sum(self.U ** 2) + np.sum(self.A ** 2))

    def fit(self, data, rate=0.1, epochs=40):
        for epoch in range(epochs):
            gU = -self.l2 * self.U
            gA = -self.l2 * self.A
            for X, y in data:
                dU, dA = self.gradient(X, y)
                gU += dU
                gA += dA
            self.U += rate * gU / len(data)
            self.A += rate * gA / len(data)
            if epoch % 10 == 0:
                print("epoch %d objective %.4f" % (epoch, self.objective(data)))


if __name__ == "__main__":
    rng = np.random.RandomState(1)
    data = []
    for s in range(12):
        T = rng.randint(4, 8)
        y = np.zeros(T, dtype=int)
        for t in range(1, T):
            y[t] = y[t - 1] if rng.rand() < 0.7 else rng.randint(3)
        X = np.eye(3)[y] + 0.8 * rng.randn(T, 3)
        data.append((np.hstack([X, np.ones((T, 1))]), y))
    crf = LinearChainCRF(3, 4)
    crf.fit(data)
