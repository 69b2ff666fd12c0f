# expect: LBZ201 line 51
import numpy as np


class RBM:
    """Bernoulli restricted Boltzmann machine, contrastive divergence.

    Parameters
    ----------
    n_visible : int
    n_hidden : int
    k : int
        Number of Gibbs steps.
    """

    def __init__(self, n_visible, n_hidden, k=1, seed=None):
        self.rng = np.random.RandomState(seed)
        self.W = self.rng.normal(0, 0.1, size=(n_visible, n_hidden))
        self.vbias = np.zeros(n_visible)
        self.hbias = np.zeros(n_hidden)
        self.k = k

    def _sigm(self, x):
        return 1 / (1 + np.exp(-x))

    def sample_h(self, v):
        p = self._sigm(v @ self.W + self.hbias)
        return p, (self.rng.rand(*p.shape) < p).astype(float)

    def sample_v(self, h):
        p = self._sigm(h @ self.W.T + self.vbias)
        return p, (self.rng.rand(*p.shape) < p).astype(float)

    def free_energy(self, v):
        """F(v) = -v.a - sum_j log(1 + exp(v.W_j + b_j)), one number per row of v."""
        wx_b = v @ self.W + self.hbias
        return -v @ self.vbias - np.sum(np.logaddexp(0, wx_b), axis=1)

    def gibbs(self, v0):
        v = v0
        for _ in range(self.k):
            _, h = self.sample_h(v)
            _, v = self.sample_v(h)
        return v

    def grad(self, v0, vk):
        """Gradient of mean F(v0) - mean F(vk), the samples vk taken as constants."""
        n = v0.shape[0]
        ph0 = self._sigm(v0 @ self.W + self.hbias)
        phk = self._sigm(vk @ self.W + self.hbias)
        dW = (v0.T @ ph0 - vk.T @ phk) / n
        dvbias = -np.mean(v0 - vk, axis=0)
        dhbias = -np.mean(ph0 - phk, axis=0)
        return dW, dvbias, dhbias

    def fit(self, X, lr=0.1, epochs=10, batch_size=20, weight_decay=1e-4):
        for epoch in range(epochs):
            perm = self.rng.permutation(len(X))
            err = 0.0
            for s in range(0, len(X), batch_size):
                v0 = X[perm[s:s + batch_size]]
                vk = self.gibbs(v0)
                dW, dvbias, dhbias = self.grad(v0, vk)
                self.W -= lr * (dW + weight_decay * self.W)
                self.vbias -= lr * dvbias
                self.hbias -= lr * dhbias
                err += np.sum((v0 - vk) ** 2)
            print('epoch %d: reconstruction error %.4f' % (epoch, err / len(X)))
        return self


if __name__ == '__main__':
    rng = np.random.RandomState(1)
    protos = rng.rand(3, 12) > 0.5
    X = protos[rng.randint(3, size=120)] ^ (rng.rand(120, 12) < 0.05)
    X = X.astype(float)
    rbm = RBM(12, 5, k=1, seed=0).fit(X, epochs=5)
    print(rbm.free_energy(X[:3]))
