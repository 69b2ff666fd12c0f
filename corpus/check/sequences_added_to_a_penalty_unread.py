# expect: clean
"""Linear-chain CRF, gradient by forward-backward in log space."""
import numpy as np


def logsumexp(a, axis):
    m = np.max(a, axis=axis, keepdims=True)
    return np.squeeze(m, axis=axis) + np.log(np.sum(np.exp(a - m), axis=axis))


class LinearChainCRF(object):

    def __init__(self, n_labels, n_feats, l2=0.01, seed=0):
        rng = np.random.RandomState(seed)
        self.n_labels = n_labels
        self.W = 0.01 * rng.randn(n_feats, n_labels)     # emission weights
        self.A = 0.01 * rng.randn(n_labels, n_labels)    # A[i, j]: score of i -> j
        self.l2 = l2

    def _forward(self, emit):
        T = len(emit)
        alpha = np.zeros_like(emit)
        alpha[0] = emit[0]
        for t in range(1, T):
            alpha[t] = emit[t] + logsumexp(alpha[t - 1][:, None] + self.A, axis=0)
        return alpha

    def _backward(self, emit):
        T = len(emit)
        beta = np.zeros_like(emit)
        for t in range(T - 2, -1, -1):
            beta[t] = logsumexp(self.A + emit[t + 1] + beta[t + 1], axis=1)
        return beta

    def neg_log_likelihood(self, X, y):
        """X: (T, n_feats), y: (T,) one sequence"""
        emit = X.dot(self.W)
        alpha = self._forward(emit)
        logZ = logsumexp(alpha[-1], axis=0)
        score = np.sum(emit[np.arange(len(y)), y]) + np.sum(self.A[y[:-1], y[1:]])
        return logZ - score

    def gradient(self, X, y):
        """Expected minus observed counts for one sequence."""
        T = len(y)
        emit = X.dot(self.W)
        alpha = self._forward(emit)
        beta = self._backward(emit)
        logZ = logsumexp(alpha[-1], axis=0)

        # unary marginals, (T, n_labels)
        demit = np.exp(alpha + beta - logZ)
        demit[np.arange(T), y] -= 1
        dW = X.T.dot(demit)

        dA = np.zeros_like(self.A)
        for t in range(1, T):
            pair = alpha[t - 1][:, None] + self.A + emit[t] + beta[t] - logZ
            dA += np.exp(pair)
            dA[y[t - 1], y[t]] -= 1
        return dW, dA

    def objective(self, data):
        nll = sum(self.neg_log_likelihood(X, y) for X, y in data)
        return nll + 0.5 * self.l2 * (np.sum(self.W ** 2) + np.sum(self.A ** 2))

    def full_gradient(self, data):
        grad_W = self.l2 * self.W
        grad_A = self.l2 * self.A
        for X, y in data:
            dW, dA = self.gradient(X, y)
            grad_W = grad_W + dW
            grad_A = grad_A + dA
        return grad_W, grad_A

    def fit(self, data, lr=0.02, n_iter=40):
        for it in range(n_iter):
            grad_W, grad_A = self.full_gradient(data)
            self.W -= lr * grad_W
            self.A -= lr * grad_A
            if it % 10 == 0:
                print('iter %d objective %.4f' % (it, self.objective(data)))

    def viterbi(self, X):
        emit = X.dot(self.W)
        T = len(emit)
        score = emit[0]
        back = np.zeros((T, self.n_labels), dtype=int)
        for t in range(1, T):
            cand = score[:, None] + self.A
            back[t] = np.argmax(cand, axis=0)
            score = np.max(cand, axis=0) + emit[t]
        path = [int(np.argmax(score))]
        for t in range(T - 1, 0, -1):
            path.append(back[t, path[-1]])
        return np.array(path[::-1])


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    data = []
    for _ in range(12):
        T = rng.randint(4, 9)
        y = np.cumsum(rng.rand(T) < 0.4) % 3
        X = np.eye(3)[y] + 0.7 * rng.randn(T, 3)
        data.append((np.hstack([X, np.ones((T, 1))]), y))
    crf = LinearChainCRF(3, 4)
    crf.fit(data)
    correct = sum(np.sum(crf.viterbi(X) == y) for X, y in data)
    print('accuracy %.3f' % (correct / float(sum(len(y) for _, y in data))))
