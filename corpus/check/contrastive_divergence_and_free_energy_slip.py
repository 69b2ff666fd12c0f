# expect: LBZ201 line 39
import numpy as np


class RBM:

    def __init__(self, num_visible, num_hidden, seed=0):
        self.rng = np.random.RandomState(seed)
        self.W = 0.1 * self.rng.randn(num_visible, num_hidden)
        self.vbias = np.zeros(num_visible)
        self.hbias = np.zeros(num_hidden)

    def _logistic(self, x):
        return 1.0 / (1 + np.exp(-x))

    def free_energy(self, v):
        """Free energy of every row of v."""
        wx_b = np.dot(v, self.W) + self.hbias
        return -np.dot(v, self.vbias) - np.sum(np.logaddexp(0, wx_b), axis=1)

    def sample_h(self, v):
        p = self._logistic(np.dot(v, self.W) + self.hbias)
        return p, (p > self.rng.rand(*p.shape)).astype(float)

    def sample_v(self, h):
        p = self._logistic(np.dot(h, self.W.T) + self.vbias)
        return p, (p > self.rng.rand(*p.shape)).astype(float)

    def cd_gradients(self, v0, k=1):
        """Positive phase minus negative phase: the direction of ASCENT of the (approximate)
        log likelihood, averaged over the examples."""
        n = v0.shape[0]
        ph0, h = self.sample_h(v0)
        for _ in range(k):
            pv, v = self.sample_v(h)
            ph, h = self.sample_h(v)
        self.v_neg = v
        dW = (np.dot(v0.T, ph0) - np.dot(v.T, ph)) / n
        dvbias = np.mean(v - v0, axis=0)
        dhbias = np.mean(ph0 - ph, axis=0)
        return dW, dvbias, dhbias

    def train(self, data, max_epochs=100, learning_rate=0.1, momentum=0.5):
        vel = [np.zeros_like(self.W), np.zeros_like(self.vbias), np.zeros_like(self.hbias)]
        for epoch in range(max_epochs):
            g = self.cd_gradients(data)
            for i, param in enumerate([self.W, self.vbias, self.hbias]):
                vel[i] = momentum * vel[i] + learning_rate * g[i]
                param += vel[i]
            if epoch % 25 == 0:
                error = np.sum((data - self.v_neg) ** 2)
                print("Epoch %s: error is %s" % (epoch, error))


if __name__ == '__main__':
    r = RBM(num_visible=6, num_hidden=2)
    training_data = np.array([[1, 1, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0], [1, 1, 1, 0, 0, 0],
                              [0, 0, 1, 1, 1, 0], [0, 0, 1, 1, 0, 0], [0, 0, 1, 1, 1, 0]], dtype=float)
    r.train(training_data, max_epochs=100)
    print(r.W)
