# expect: clean
# verified: g['Wz']
# Every step back adds to the gradients of the gates, which are those of all steps in the end.
import numpy as np


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


class Cell:
    def __init__(self, n, h):
        self.params = {}
        for gate in 'zr':
            self.params['W' + gate] = np.random.randn(n, h)
            self.params['U' + gate] = np.random.randn(h, h)
        self.grads = {k: np.zeros_like(v) for k, v in self.params.items()}

    def step(self, x, h):
        p = self.params
        z = sigmoid(x @ p['Wz'] + h @ p['Uz'])
        r = np.tanh(x @ p['Wr'] + h @ p['Ur'])
        return (1 - z) * r + z * h, (x, h, z, r)

    def step_backward(self, dh_next, cache):
        x, h, z, r = cache
        p, g = self.params, self.grads
        dz = dh_next * (h - r) * z * (1 - z)
        dr = dh_next * (1 - z) * (1 - r ** 2)
        for gate, d in zip('zr', (dz, dr)):
            g['W' + gate] += x.T @ d
            g['U' + gate] += h.T @ d
        dx = dz @ p['Wz'].T + dr @ p['Wr'].T
        dh = dh_next * z + dz @ p['Uz'].T + dr @ p['Ur'].T
        return dx, dh

    def forward(self, xs, h):
        hs, self.caches = [], []
        for t in range(xs.shape[1]):
            h, cache = self.step(xs[:, t], h)
            hs.append(h)
            self.caches.append(cache)
        return np.stack(hs, axis=1)

    def backward(self, dhs):
        dxs = []
        dh = np.zeros_like(dhs[:, 0])
        for t in reversed(range(dhs.shape[1])):
            dx, dh = self.step_backward(dhs[:, t] + dh, self.caches[t])
            dxs.insert(0, dx)
        return np.stack(dxs, axis=1), dh


cell = Cell(3, 4)
hs = cell.forward(np.random.randn(2, 4, 3), np.random.randn(2, 4))
dxs, dh0 = cell.backward(2 * hs)
