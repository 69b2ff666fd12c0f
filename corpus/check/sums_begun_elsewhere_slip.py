# expect: LBZ207 line 31
import numpy as np


class Gate:
    def __init__(self, n_in, n):
        rng = np.random.RandomState(1)
        self.w = {'W': rng.randn(n_in, n) * 0.3, 'V': rng.randn(n, n) * 0.3, 'R': rng.randn(n, n) * 0.3}
        self.begin()

    def begin(self):
        self.grads = {name: np.zeros_like(value) for name, value in self.w.items()}

    def forward(self, xs, h):
        self.past = []
        for x in xs:
            r = 1 / (1 + np.exp(-(h @ self.w['R'])))
            rh = r * h
            c = np.tanh(x @ self.w['W'] + rh @ self.w['V'])
            self.past.append((x, h, r, rh, c))
            h = 0.5 * h + 0.5 * c
        return h

    def backward(self, dh):
        for x, h, r, rh, c in reversed(self.past):
            da = 0.5 * dh * (1 - c ** 2)
            drh = da @ self.w['V'].T
            du = drh * h * r * (1 - r)
            self.grads['W'] += x.T @ da
            self.grads['R'] += h.T @ du
            self.grads['V'] += h.T @ da
            dh = 0.5 * dh + drh * r + du @ self.w['R'].T
        return dh


gate = Gate(2, 5)
xs = np.random.randn(3, 4, 2)
goal = np.random.randn(4, 5)
for _ in range(100):
    h = gate.forward(xs, np.zeros((4, 5)))
    gate.begin()
    gate.backward(h - goal)
    for name in gate.w:
        gate.w[name] -= 0.1 * gate.grads[name]
