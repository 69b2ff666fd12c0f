# expect: LBZ201 line 46
# Restricted Boltzmann machine small enough to enumerate, so that CD-k can be
# compared with the exact gradient of the log likelihood.
import itertools
import numpy as np


class RBM:
    def __init__(self, num_visible, num_hidden, learning_rate=0.1, seed=0):
        self.num_hidden = num_hidden
        self.num_visible = num_visible
        self.learning_rate = learning_rate
        self.rng = np.random.RandomState(seed)
        self.W = 0.1 * self.rng.randn(num_visible, num_hidden)
        self.a = np.zeros(num_visible)
        self.b = np.zeros(num_hidden)

    def _logistic(self, x):
        return 1.0 / (1 + np.exp(-x))

    def free_energy(self, v):
        # v: n x num_visible -> (n,)
        return -v.dot(self.a) - np.sum(np.log1p(np.exp(v.dot(self.W) + self.b)), axis=1)

    def all_visible(self):
        return np.array(list(itertools.product([0., 1.], repeat=self.num_visible)))

    def log_likelihood(self, data):
        """Mean log p(v) over the rows of data"""
        fe = -self.free_energy(self.all_visible())
        m = fe.max()
        log_Z = m + np.log(np.sum(np.exp(fe - m)))
        return np.mean(-self.free_energy(data)) - log_Z

    def exact_gradient(self, data):
        """Gradient of log_likelihood with respect to W, a and b."""
        n = data.shape[0]
        ph = self._logistic(data.dot(self.W) + self.b)      # n x num_hidden

        V = self.all_visible()                              # 2^num_visible x num_visible
        fe = -self.free_energy(V)
        pv = np.exp(fe - fe.max())
        pv /= pv.sum()
        ph_model = self._logistic(V.dot(self.W) + self.b)

        dW = data.T.dot(ph) / n - V.T.dot(ph_model) / len(V)
        da = data.mean(axis=0) - pv.dot(V)
        db = ph.mean(axis=0) - pv.dot(ph_model)
        return dW, da, db

    def cd(self, data, k=1):
        n = data.shape[0]
        pos_hidden_probs = self._logistic(data.dot(self.W) + self.b)
        pos_associations = data.T.dot(pos_hidden_probs)
        v, ph = data, pos_hidden_probs
        for _ in range(k):
            h = (ph > self.rng.rand(*ph.shape)).astype(float)
            pv = self._logistic(h.dot(self.W.T) + self.a)
            v = (pv > self.rng.rand(*pv.shape)).astype(float)
            ph = self._logistic(v.dot(self.W) + self.b)
        neg_associations = v.T.dot(ph)
        return ((pos_associations - neg_associations) / n,
                (data - v).mean(axis=0),
                (pos_hidden_probs - ph).mean(axis=0))

    def train(self, data, max_epochs=200, exact=False):
        for epoch in range(max_epochs):
            dW, da, db = self.exact_gradient(data) if exact else self.cd(data)
            # we climb the log likelihood
            self.W += self.learning_rate * dW
            self.a += self.learning_rate * da
            self.b += self.learning_rate * db
            if epoch % 50 == 0:
                print("Epoch %s: log likelihood is %s" % (epoch, self.log_likelihood(data)))


if __name__ == '__main__':
    training_data = np.array([[1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0],
                              [0, 0, 1, 1, 1, 0], [0, 0, 1, 1, 0, 0], [0, 0, 1, 1, 1, 0]], dtype=float)
    r = RBM(num_visible=6, num_hidden=2)
    r.train(training_data)
    r2 = RBM(num_visible=6, num_hidden=2)
    r2.train(training_data, exact=True)
    print(r2.W)
