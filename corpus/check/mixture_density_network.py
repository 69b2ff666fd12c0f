# expect: clean
import numpy as np


def softmax(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class Mixture:
    def __init__(self, hidden=6, K=2, seed=3):
        rng = np.random.RandomState(seed)
        self.K = K
        self.params = {
            'W1': rng.randn(1, hidden), 'b1': rng.randn(hidden),
            'W2': 0.3 * rng.randn(hidden, 3 * K), 'b2': np.zeros(3 * K),
        }

    def outputs(self, x):
        p, K = self.params, self.K
        h = np.tanh(x @ p['W1'] + p['b1'])
        o = h @ p['W2'] + p['b2']
        return h, softmax(o[:, :K]), o[:, K:2 * K], np.exp(o[:, 2 * K:])

    def nll(self, x, y):
        _, pi, mu, s = self.outputs(x)
        dens = np.exp(-0.5 * ((y - mu) / s) ** 2) / (np.sqrt(2 * np.pi) * s)
        return -np.mean(np.log(np.sum(pi * dens, axis=1)))

    def gradients(self, x, y):
        p = self.params
        n = len(x)
        h, pi, mu, s = self.outputs(x)
        dens = np.exp(-0.5 * ((y - mu) / s) ** 2) / (np.sqrt(2 * np.pi) * s)
        r = pi * dens
        r /= r.sum(axis=1, keepdims=True)
        go = np.hstack([pi - r, r * (mu - y) / s ** 2, r * (1 - (y - mu) ** 2 / s ** 2)]) / n
        g = {}
        g['W2'] = h.T @ go
        g['b2'] = go.sum(axis=0)
        gh = go @ p['W2'].T * (1 - h ** 2)
        g['W1'] = x.T @ gh
        g['b1'] = gh.sum(axis=0)
        return g


rng = np.random.RandomState(0)
y = rng.uniform(0, 1, (30, 1))
x = y + 0.3 * np.sin(2 * np.pi * y)
net = Mixture()
for step in range(40):
    g = net.gradients(x, y)
    for k in g:
        net.params[k] -= 0.05 * g[k]
print(net.nll(x, y))
