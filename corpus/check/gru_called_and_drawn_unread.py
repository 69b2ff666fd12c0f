# expect: clean
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRU:
    """Gated recurrent unit unrolled over a sequence.

    Args:
        input_dim: I
        hidden_dim: H

    Each of Wz, Wr, Wh has shape (H, I + H); each of bz, br, bh has shape (H,).
    """

    def __init__(self, input_dim, hidden_dim, seed=0):
        rng = np.random.default_rng(seed)
        shape = (hidden_dim, input_dim + hidden_dim)
        self.H = hidden_dim
        self.params = {}
        for gate in 'zrh':
            self.params['W' + gate] = 0.3 * rng.standard_normal(shape)
            self.params['b' + gate] = np.zeros(hidden_dim)

    def forward(self, xs):
        """xs: (T, I). Returns hidden states, (T, H)."""
        p = self.params
        h = np.zeros(self.H)                             # (H,)
        self.cache, hs = [], []
        for x in xs:
            xh = np.concatenate([x, h])                  # (I + H,)
            z = sigmoid(p['Wz'] @ xh + p['bz'])          # (H,)
            r = sigmoid(p['Wr'] @ xh + p['br'])          # (H,)
            xrh = np.concatenate([x, r * h])             # (I + H,)
            hbar = np.tanh(p['Wh'] @ xrh + p['bh'])      # (H,)
            h_new = (1 - z) * h + z * hbar
            self.cache.append((x, h, xh, z, r, xrh, hbar))
            h = h_new
            hs.append(h)
        return np.array(hs)

    def backward(self, dhs):
        """dhs: (T, H). Returns a dictionary like params."""
        p = self.params
        grads = {k: np.zeros_like(v) for k, v in p.items()}
        I = p['Wz'].shape[1] - self.H
        dh_next = np.zeros(self.H)
        for t in reversed(range(len(dhs))):
            x, h, xh, z, r, xrh, hbar = self.cache[t]
            dh = dhs[t] + dh_next                        # (H,)
            dz = dh * (hbar - h) * z * (1 - z)
            dhbar = dh * z * (1 - hbar ** 2)
            dxrh = p['Wh'].T @ dhbar                     # (I + H,)
            drh = dxrh[I:]                               # (H,)
            dr = drh * h * r * (1 - r)
            grads['Wh'] += np.outer(dhbar, xrh)          # (H, I + H)
            grads['bh'] += dhbar
            grads['Wz'] += np.outer(dz, xh)
            grads['bz'] += dz
            grads['Wr'] += np.outer(dr, xh)
            grads['br'] += dr
            dxh = p['Wz'].T @ dz + p['Wr'].T @ dr        # (I + H,)
            dh_next = dh * (1 - z) + drh * r + dxh[I:]
        return grads


t = np.linspace(0, 6, 25)
xs = np.stack([np.sin(t), np.cos(t)], axis=1)            # (25, 2)
ys = np.roll(xs, -1, axis=0)[:, :1] * np.ones(3)         # (25, 3)
gru = GRU(2, 3, seed=4)
for epoch in range(100):
    hs = gru.forward(xs)
    loss = 0.5 * np.sum((hs - ys) ** 2)
    grads = gru.backward(hs - ys)
    for k in gru.params:
        gru.params[k] -= 0.02 * grads[k]
    if epoch % 25 == 0:
        print('epoch', epoch, 'loss', loss)
