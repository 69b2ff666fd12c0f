# expect: LBZ201 line 21
# The energy of the data is compared with that of what the model makes up, which is held as it is
# though it is made with the same parameters.
import numpy as np


class SpinModel:
    def __init__(self, sites, hidden, rng):
        self.rng = rng
        self.J = 0.05 * rng.standard_normal((sites, hidden))
        self.bias = np.zeros(sites)

    def energy(self, s):
        return -s @ self.bias - np.logaddexp(0, s @ self.J).sum(axis=1)

    def learn(self, s, length=0.2):
        up = 1 / (1 + np.exp(-(s @ self.J)))
        state = (self.rng.random(up.shape) < up).astype(float)
        made = 1 / (1 + np.exp(-(state @ self.J.T + self.bias)))
        again = 1 / (1 + np.exp(-(made @ self.J)))
        dJ = (s.T @ up - made.T @ up) / s.shape[0]
        dbias = np.mean(s - made, axis=0)
        self.J += length * dJ
        self.bias += length * dbias
        return np.mean((s - made) ** 2)


rng = np.random.default_rng(1)
spins = (rng.random((30, 8)) < 0.4).astype(float)
model = SpinModel(8, 3, rng)
for sweep in range(20):
    print(sweep, model.learn(spins), model.energy(spins).mean())
