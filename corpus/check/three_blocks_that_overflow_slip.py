# expect: LBZ201 line 44
import numpy as np
from scipy.special import erf


def gelu(x):
    return 0.5 * x * (1 + erf(x / np.sqrt(2)))


def dgelu(x):
    return 0.5 * (1 + erf(x / np.sqrt(2))) + x * np.exp(-0.5 * x ** 2) / np.sqrt(2 * np.pi)


class Tide:
    def __init__(self, inputs, wide, inner, blocks):
        r = np.random.default_rng(0)
        make = lambda i, o: r.normal(size=(i, o)) / np.sqrt(i)
        self.blocks = blocks
        self.q = {'In': make(inputs, wide), 'Out': make(wide, 1)}
        for k in range(blocks):
            self.q[f'A{k}'] = make(wide, inner)
            self.q[f'B{k}'] = make(inner, wide)
            self.q[f's{k}'] = np.full(1, 0.5)

    def loss(self, X, y):
        q = self.q
        h = X @ q['In']
        kept = []
        for k in range(self.blocks):
            z = h @ q[f'A{k}']
            u = gelu(z)
            b = u @ q[f'B{k}']
            kept.append((h, z, u, b))
            h = h + q[f's{k}'] * b
        e = (h @ q['Out'])[:, 0] - y
        L = np.mean(np.log(np.cosh(e)))
        g = {}
        de = (np.tanh(e) / len(y))[:, None]
        g['Out'] = h.T @ de
        dh = de @ q['Out'].T
        for k in reversed(range(self.blocks)):
            h, z, u, b = kept[k]
            g[f's{k}'] = np.array([np.sum(dh * b)])
            db = dh
            g[f'B{k}'] = u.T @ db
            dz = (db @ q[f'B{k}'].T) * dgelu(z)
            g[f'A{k}'] = h.T @ dz
            dh = dh + dz @ q[f'A{k}'].T
        g['In'] = X.T @ dh
        return L, g


rng = np.random.default_rng(1)
X = rng.uniform(-1, 1, (128, 4))
y = np.sin(3 * X[:, 0]) * X[:, 1] - 0.5 * X[:, 3]
net = Tide(4, 12, 24, 3)
for day in range(200):
    L, g = net.loss(X, y)
    for name in net.q:
        net.q[name] -= 0.05 * g[name]
