# expect: clean
# verified: dE, dtrans, dstart
# `score` is a part of the loss, not a derivative of it.
import numpy as np


def logsumexp(a, axis=None):
    m = np.max(a, axis=axis, keepdims=True)
    out = np.log(np.sum(np.exp(a - m), axis=axis, keepdims=True)) + m
    return np.squeeze(out, axis=axis) if axis is not None else float(out.squeeze())


class LinearChainCRF:
    """Linear-chain CRF over given emission scores.

    trans[i, j] is the score of moving from tag i to tag j.
    """

    def __init__(self, n_tags, seed=0):
        rng = np.random.RandomState(seed)
        self.K = n_tags
        self.trans = 0.1 * rng.randn(n_tags, n_tags)
        self.start = np.zeros(n_tags)

    def _forward(self, E):
        T = E.shape[0]
        alpha = np.zeros((T, self.K))
        alpha[0] = self.start + E[0]
        for t in range(1, T):
            alpha[t] = E[t] + logsumexp(alpha[t - 1][:, None] + self.trans, axis=0)
        return alpha

    def _backward(self, E):
        T = E.shape[0]
        beta = np.zeros((T, self.K))
        for t in range(T - 2, -1, -1):
            beta[t] = logsumexp(self.trans + E[t + 1] + beta[t + 1], axis=1)
        return beta

    def score(self, E, tags):
        s = self.start[tags[0]] + E[0, tags[0]]
        for t in range(1, len(tags)):
            s += self.trans[tags[t - 1], tags[t]] + E[t, tags[t]]
        return s

    def neg_log_likelihood(self, E, tags):
        alpha = self._forward(E)
        return logsumexp(alpha[-1]) - self.score(E, tags)

    def grad(self, E, tags):
        """Returns dE of shape (T, K), dtrans of shape (K, K), dstart of shape (K,)."""
        T = E.shape[0]
        alpha = self._forward(E)
        beta = self._backward(E)
        logZ = logsumexp(alpha[-1])

        dE = np.exp(alpha + beta - logZ)
        dstart = dE[0].copy()
        dtrans = np.zeros_like(self.trans)
        for t in range(1, T):
            dtrans += np.exp(alpha[t - 1][:, None] + self.trans + E[t] + beta[t] - logZ)
            dtrans[tags[t - 1], tags[t]] -= 1
        dE[np.arange(T), tags] -= 1
        dstart[tags[0]] -= 1
        return dE, dtrans, dstart


if __name__ == "__main__":
    rng = np.random.RandomState(10)
    crf = LinearChainCRF(3)
    E = rng.randn(6, 3)
    tags = np.array([0, 1, 1, 2, 0, 2])
    for step in range(25):
        dE, dtrans, dstart = crf.grad(E, tags)
        crf.trans -= 0.2 * dtrans
        crf.start -= 0.2 * dstart
    print("nll", crf.neg_log_likelihood(E, tags))
