# expect: clean
import numpy as np

sigmoid = lambda a: 1.0 / (1.0 + np.exp(-a))


class GRUCell:
    """Gated recurrent unit, one layer, column vectors (Cho et al.)."""

    def __init__(self, n_in, n_hid, seed=0):
        rng = np.random.RandomState(seed)
        s = 1.0 / np.sqrt(n_hid)
        self.p = {}
        for gate in 'zrh':
            self.p['W' + gate] = rng.uniform(-s, s, (n_hid, n_in))
            self.p['U' + gate] = rng.uniform(-s, s, (n_hid, n_hid))
            self.p['b' + gate] = np.zeros((n_hid, 1))
        self.n_hid = n_hid

    def forward(self, xs, h0):
        p = self.p
        self.steps = []
        h = h0
        hs = []
        for x in xs:
            z = sigmoid(p['Wz'] @ x + p['Uz'] @ h + p['bz'])
            r = sigmoid(p['Wr'] @ x + p['Ur'] @ h + p['br'])
            rh = r * h
            c = np.tanh(p['Wh'] @ x + p['Uh'] @ rh + p['bh'])
            h_new = (1 - z) * h + z * c
            self.steps.append((x, h, z, r, rh, c))
            h = h_new
            hs.append(h)
        return hs

    def backward(self, dhs):
        """dhs: list of gradients of the loss with respect to every hidden state."""
        p = self.p
        g = {k: np.zeros_like(v) for k, v in p.items()}
        dh_next = np.zeros((self.n_hid, 1))
        for t in reversed(range(len(dhs))):
            x, h_prev, z, r, rh, c = self.steps[t]
            dh = dhs[t] + dh_next
            dc = dh * z
            dz = dh * (c - h_prev)
            da_h = dc * (1 - c ** 2)
            drh = p['Uh'].T @ da_h
            dr = drh * h_prev
            da_z = dz * z * (1 - z)
            da_r = dr * r * (1 - r)
            g['Wh'] += da_h @ x.T
            g['Uh'] += da_h @ rh.T
            g['bh'] += da_h
            g['Wz'] += da_z @ x.T
            g['Uz'] += da_z @ h_prev.T
            g['bz'] += da_z
            g['Wr'] += da_r @ x.T
            g['Ur'] += da_r @ h_prev.T
            g['br'] += da_r
            dh_next = dh * (1 - z) + drh * r
            dh_next += p['Uz'].T @ da_z + p['Ur'].T @ da_r
        return g, dh_next


if __name__ == '__main__':
    rng = np.random.RandomState(42)
    cell = GRUCell(3, 5)
    xs = [rng.randn(3, 1) for _ in range(6)]
    targets = [np.tanh(np.cumsum(x).sum()) * np.ones((5, 1)) * 0.1 for x in xs]
    for epoch in range(30):
        hs = cell.forward(xs, np.zeros((5, 1)))
        loss = sum(0.5 * np.sum((h - t) ** 2) for h, t in zip(hs, targets))
        grads, _ = cell.backward([h - t for h, t in zip(hs, targets)])
        for k in cell.p:
            cell.p[k] -= 0.1 * grads[k]
        if epoch % 10 == 0:
            print(epoch, loss)
