# expect: LBZ201 line 43
import numpy as np


class RBM:
    """Bernoulli-Bernoulli RBM. Visible units (n, n_vis), hidden units (n, n_hid)."""

    def __init__(self, n_vis, n_hid, seed=123):
        self.rng = np.random.RandomState(seed)
        a = 1.0 / n_vis
        self.W = self.rng.uniform(-a, a, (n_vis, n_hid))
        self.hbias = np.zeros(n_hid)
        self.vbias = np.zeros(n_vis)

    def propup(self, v):
        return 1 / (1 + np.exp(-(v.dot(self.W) + self.hbias)))

    def propdown(self, h):
        return 1 / (1 + np.exp(-(h.dot(self.W.T) + self.vbias)))

    def free_energy(self, v):
        """F(v) = -v.vbias - sum_j log(1 + exp(v.W_j + hbias_j)), shape (n,)"""
        return -v.dot(self.vbias) - np.logaddexp(0, v.dot(self.W) + self.hbias).sum(axis=1)

    def gibbs(self, v, k):
        for _ in range(k):
            ph = self.propup(v)
            h = (self.rng.uniform(size=ph.shape) < ph).astype(float)
            pv = self.propdown(h)
            v = (self.rng.uniform(size=pv.shape) < pv).astype(float)
        return v

    def cost(self, v_data, v_model):
        """CD objective with the negative particles held fixed."""
        return np.mean(self.free_energy(v_data)) - np.mean(self.free_energy(v_model))

    def gradients(self, v_data, v_model):
        n, m = v_data.shape[0], v_model.shape[0]
        ph_data = self.propup(v_data)
        ph_model = self.propup(v_model)
        dW = v_model.T.dot(ph_model) / m - v_data.T.dot(ph_data) / n
        dhbias = ph_model.mean(axis=0) - ph_data.mean(axis=0)
        dvbias = v_model.sum(axis=0) - v_data.mean(axis=0)
        return dW, dhbias, dvbias

    def contrastive_divergence(self, v, lr=0.1, k=1):
        v_neg = self.gibbs(v, k)
        dW, dhbias, dvbias = self.gradients(v, v_neg)
        self.W -= lr * dW
        self.hbias -= lr * dhbias
        self.vbias -= lr * dvbias

    def reconstruction_error(self, v):
        pv = self.propdown(self.propup(v))
        return -np.mean(np.sum(v * np.log(pv) + (1 - v) * np.log(1 - pv), axis=1))


def test_rbm():
    data = np.array([[1, 1, 1, 0, 0, 0],
                     [1, 0, 1, 0, 0, 0],
                     [1, 1, 1, 0, 0, 0],
                     [0, 0, 1, 1, 1, 0],
                     [0, 0, 1, 1, 0, 0],
                     [0, 0, 1, 1, 1, 0]], dtype=float)
    rbm = RBM(n_vis=6, n_hid=3)
    for epoch in range(300):
        rbm.contrastive_divergence(data, lr=0.1, k=1)
        if epoch % 100 == 0:
            print('Training epoch %d, reconstruction cross-entropy is %f' % (
                epoch, rbm.reconstruction_error(data)))
    v = np.array([[0, 0, 0, 1, 1, 0], [1, 1, 0, 0, 0, 0]], dtype=float)
    print(rbm.propdown(rbm.propup(v)).round(3))


if __name__ == "__main__":
    test_rbm()
