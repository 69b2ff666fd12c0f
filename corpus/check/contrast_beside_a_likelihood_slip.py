# expect: LBZ201 line 46
"""
Restricted Boltzmann machine (binary-binary), contrastive divergence.

Also has the exact gradient for tiny models, by enumerating the visible states.
"""
import itertools
import numpy as np


class RBM:
    def __init__(self, num_visible, num_hidden, seed=1234):
        self.rng = np.random.RandomState(seed)
        self.W = 0.1 * self.rng.randn(num_visible, num_hidden)
        self.vbias = np.zeros(num_visible)
        self.hbias = np.zeros(num_hidden)

    @staticmethod
    def _logistic(x):
        return 1.0 / (1 + np.exp(-x))

    def propup(self, v):
        return self._logistic(np.dot(v, self.W) + self.hbias)

    def propdown(self, h):
        return self._logistic(np.dot(h, self.W.T) + self.vbias)

    def sample(self, p):
        return (p > self.rng.rand(*p.shape)).astype(float)

    def free_energy(self, v):
        wx_b = np.dot(v, self.W) + self.hbias
        return -np.dot(v, self.vbias) - np.sum(np.log(1 + np.exp(wx_b)), axis=1)

    def cd(self, v0, k=1):
        """CD-k estimate of the log-likelihood gradient (mean over the batch)"""
        n = v0.shape[0]
        ph0 = self.propup(v0)
        h = self.sample(ph0)
        for step in range(k):
            vk = self.sample(self.propdown(h))
            phk = self.propup(vk)
            h = self.sample(phk)
        pos_associations = np.dot(v0.T, ph0)
        neg_associations = np.dot(v0.T, phk)
        dW = (pos_associations - neg_associations) / n
        dvbias = np.mean(v0 - vk, axis=0)
        dhbias = np.mean(ph0 - phk, axis=0)
        return dW, dvbias, dhbias

    def all_states(self):
        return np.array(list(itertools.product([0., 1.], repeat=self.W.shape[0])))

    def log_likelihood(self, v):
        # mean log p(v)
        F = self.free_energy(self.all_states())
        m = np.max(-F)
        logZ = m + np.log(np.sum(np.exp(-F - m)))
        return np.mean(-self.free_energy(v)) - logZ

    def exact_gradient(self, v):
        S = self.all_states()
        F = self.free_energy(S)
        p = np.exp(-F - np.max(-F))
        p /= p.sum()
        ph = self.propup(v)
        phS = self.propup(S)
        dW = np.dot(v.T, ph) / len(v) - np.dot(S.T * p, phS)
        dvbias = v.mean(axis=0) - np.dot(p, S)
        dhbias = ph.mean(axis=0) - np.dot(p, phS)
        return dW, dvbias, dhbias

    def train(self, data, epochs=50, lr=0.1, exact=False):
        for epoch in range(epochs):
            if exact:
                dW, dvbias, dhbias = self.exact_gradient(data)
            else:
                dW, dvbias, dhbias = self.cd(data)
            # gradient ascent on the log-likelihood
            self.W += lr * dW
            self.vbias += lr * dvbias
            self.hbias += lr * dhbias


if __name__ == '__main__':
    movies = np.array([[1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0],
                       [0, 0, 1, 1, 1, 0], [0, 0, 1, 1, 0, 0], [0, 0, 1, 1, 1, 0]], dtype=float)
    r = RBM(num_visible=6, num_hidden=2)
    print(r.log_likelihood(movies))
    r.train(movies, epochs=200)
    print(r.log_likelihood(movies))
    r.train(movies, epochs=200, exact=True)
    print(r.log_likelihood(movies))
