# verified: grads['Pz'], grads['Qz'], grads['Pr'], grads['Qr'], grads['Pc'], grads['Qc']
import numpy as np


class Valve:
    """What flows through at each step leaks by a valve that the level itself opens."""

    def __init__(self, n_in, n, seed=4):
        rng = np.random.RandomState(seed)
        self.n = n
        self.w = {}
        for name in ['z', 'r', 'c']:
            self.w['P' + name] = rng.uniform(-0.5, 0.5, (n, n_in))
            self.w['Q' + name] = rng.uniform(-0.5, 0.5, (n, n))

    def flow(self, rain):
        w = self.w
        level = np.zeros(self.n)
        self.past = []
        levels = []
        for x in rain:
            z = 1 / (1 + np.exp(-(w['Pz'] @ x + w['Qz'] @ level)))
            r = 1 / (1 + np.exp(-(w['Pr'] @ x + w['Qr'] @ level)))
            c = np.tanh(w['Pc'] @ x + w['Qc'] @ (r * level))
            self.past.append((x, level, z, r, c))
            level = (1 - z) * level + z * c
            levels.append(level)
        return np.array(levels)

    def back(self, dlevels):
        w = self.w
        grads = {name: np.zeros_like(value) for name, value in w.items()}
        dnext = np.zeros(self.n)
        for t in reversed(range(len(self.past))):
            x, level, z, r, c = self.past[t]
            dlevel = dlevels[t] + dnext
            dz = dlevel * (c - level)
            dac = dlevel * z * (1 - c ** 2)
            dleak = w['Qc'].T @ dac
            daz = dz * z * (1 - z)
            dar = dleak * level * r * (1 - r)
            grads['Pz'] += np.outer(daz, x)
            grads['Qz'] += np.outer(daz, level)
            grads['Pr'] += np.outer(dar, x)
            grads['Qr'] += np.outer(dar, level)
            grads['Pc'] += np.outer(dac, x)
            grads['Qc'] += np.outer(dac, r * level)
            dnext = dlevel * (1 - z) + dleak * r + w['Qz'].T @ daz + w['Qr'].T @ dar
        return grads


valve = Valve(2, 5)
rng = np.random.RandomState(1)
rain = rng.randn(7, 2)
wanted = np.cos(np.arange(7))[:, None] * np.ones((7, 5)) * 0.4
for _ in range(100):
    levels = valve.flow(rain)
    loss = 0.5 * np.sum((levels - wanted) ** 2)
    grads = valve.back(levels - wanted)
    for name in valve.w:
        valve.w[name] -= 0.05 * grads[name]
print(loss)
