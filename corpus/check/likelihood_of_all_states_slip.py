# expect: LBZ201 line 61
"""
Small restricted Boltzmann machine, trained on the exact likelihood.

With few visible units the partition function can be summed by brute force,
which is handy to see how far contrastive divergence is from the truth.
"""
import itertools

import numpy as np


def logsumexp(a):
    m = np.max(a)
    return m + np.log(np.sum(np.exp(a - m)))


class RBM:

    def __init__(self, n_visible, n_hidden, rng):
        self.n_visible = n_visible
        self.n_hidden = n_hidden
        self.W = 0.1 * rng.randn(n_visible, n_hidden)
        self.vbias = np.zeros(n_visible)
        self.hbias = np.zeros(n_hidden)
        self.rng = rng
        # all 2^n_visible states, shape (2**n_visible, n_visible)
        self.states = np.array(list(itertools.product([0., 1.], repeat=n_visible)))

    def free_energy(self, v):
        """v: shape (n, n_visible); returns shape (n,)"""
        x = np.dot(v, self.W) + self.hbias
        return -np.dot(v, self.vbias) - np.sum(np.log1p(np.exp(x)), axis=1)

    def prob_h(self, v):
        return 1. / (1 + np.exp(-(np.dot(v, self.W) + self.hbias)))

    def prob_v(self, h):
        return 1. / (1 + np.exp(-(np.dot(h, self.W.T) + self.vbias)))

    def log_likelihood(self, data):
        """Mean log-likelihood of the rows of data."""
        log_z = logsumexp(-self.free_energy(self.states))
        return np.mean(-self.free_energy(data)) - log_z

    def gradient(self, data):
        """Gradient of the mean log-likelihood: positive phase minus negative phase."""
        n = data.shape[0]
        h = self.prob_h(data)
        pos_W = np.dot(data.T, h) / n
        pos_v = data.mean(axis=0)
        pos_h = h.mean(axis=0)

        fe = -self.free_energy(self.states)
        p = np.exp(fe - logsumexp(fe))              # (2**n_visible,)
        hs = self.prob_h(self.states)
        neg_W = np.dot(self.states.T, p[:, None] * hs)
        neg_v = np.dot(p, self.states)
        neg_h = np.dot(p, hs)

        return pos_W - neg_W, pos_v + neg_v, pos_h - neg_h

    def cd1_statistics(self, data):
        """One step of contrastive divergence, for comparison."""
        n = data.shape[0]
        ph = self.prob_h(data)
        h = (self.rng.rand(*ph.shape) < ph).astype(float)
        v1 = self.prob_v(h)
        ph1 = self.prob_h(v1)
        return (np.dot(data.T, ph) - np.dot(v1.T, ph1)) / n

    def fit(self, data, lr=0.5, epochs=40):
        for epoch in range(epochs):
            dW, dv, dh = self.gradient(data)
            # ascent, this is a likelihood
            self.W += lr * dW
            self.vbias += lr * dv
            self.hbias += lr * dh
            if epoch % 10 == 0:
                print("epoch %3d  log-likelihood %.4f" % (epoch, self.log_likelihood(data)))


if __name__ == "__main__":
    rng = np.random.RandomState(123)
    data = np.array([[1, 1, 1, 0, 0, 0],
                     [1, 0, 1, 0, 0, 0],
                     [1, 1, 1, 0, 0, 0],
                     [0, 0, 1, 1, 1, 0],
                     [0, 0, 1, 1, 0, 0],
                     [0, 0, 1, 1, 1, 0]], dtype=float)
    rbm = RBM(6, 3, rng)
    rbm.fit(data)
    dW, _, _ = rbm.gradient(data)
    print("exact vs cd-1:", np.abs(dW - rbm.cd1_statistics(data)).max())
