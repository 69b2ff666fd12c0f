# expect: clean
# verified: self.dWr
# verified: self.dUz
# verified: dh
import numpy as np


class GRUCell:
    """A single GRU cell for sequences of column vectors.

    z_t = sigmoid(Wz x_t + Uz h_{t-1} + bz)
    r_t = sigmoid(Wr x_t + Ur h_{t-1} + br)
    c_t = tanh(Wc x_t + Uc (r_t * h_{t-1}) + bc)
    h_t = (1 - z_t) * h_{t-1} + z_t * c_t
    """

    def __init__(self, n_in, n_hid, rng):
        s = 1.0 / np.sqrt(n_hid)
        self.n_in = n_in
        self.n_hid = n_hid
        self.Wz, self.Wr, self.Wc = [rng.uniform(-s, s, (n_hid, n_in)) for _ in range(3)]
        self.Uz, self.Ur, self.Uc = [rng.uniform(-s, s, (n_hid, n_hid)) for _ in range(3)]
        self.bz, self.br, self.bc = [np.zeros((n_hid, 1)) for _ in range(3)]

    @staticmethod
    def _sig(v):
        return 1.0 / (1.0 + np.exp(-v))

    def forward(self, xs, h0):
        self.xs = xs
        self.hs = [h0]
        self.zs, self.rs, self.cs = [], [], []
        for x in xs:
            h = self.hs[-1]
            z = self._sig(np.dot(self.Wz, x) + np.dot(self.Uz, h) + self.bz)
            r = self._sig(np.dot(self.Wr, x) + np.dot(self.Ur, h) + self.br)
            c = np.tanh(np.dot(self.Wc, x) + np.dot(self.Uc, r * h) + self.bc)
            self.hs.append((1 - z) * h + z * c)
            self.zs.append(z)
            self.rs.append(r)
            self.cs.append(c)
        return self.hs[-1]

    def backward(self, dh):
        """dh is the gradient with respect to the last hidden state, shape (n_hid, 1)."""
        self.dWz, self.dWr, self.dWc = np.zeros_like(self.Wz), np.zeros_like(self.Wr), np.zeros_like(self.Wc)
        self.dUz, self.dUr, self.dUc = np.zeros_like(self.Uz), np.zeros_like(self.Ur), np.zeros_like(self.Uc)
        self.dbz, self.dbr, self.dbc = np.zeros_like(self.bz), np.zeros_like(self.br), np.zeros_like(self.bc)
        for t in reversed(range(len(self.xs))):
            x, h_prev = self.xs[t], self.hs[t]
            z, r, c = self.zs[t], self.rs[t], self.cs[t]

            dz = dh * (c - h_prev) * z * (1 - z)    # pre-activation of the update gate
            dc = dh * z * (1 - c * c)               # pre-activation of the candidate
            drh = np.dot(self.Uc.T, dc)
            dr = drh * h_prev * r * (1 - r)         # pre-activation of the reset gate

            self.dWz += np.dot(dz, x.T)
            self.dWr += np.dot(dr, x.T)
            self.dWc += np.dot(dc, x.T)
            self.dUz += np.dot(dz, h_prev.T)
            self.dUr += np.dot(dr, h_prev.T)
            self.dUc += np.dot(dc, (r * h_prev).T)
            self.dbz += dz
            self.dbr += dr
            self.dbc += dc

            dh = dh * (1 - z) + drh * r + np.dot(self.Uz.T, dz) + np.dot(self.Ur.T, dr)
        return dh

    def step(self, lr):
        for name in ['Wz', 'Wr', 'Wc', 'Uz', 'Ur', 'Uc', 'bz', 'br', 'bc']:
            p = getattr(self, name)
            p -= lr * getattr(self, 'd' + name)


def main():
    rng = np.random.RandomState(0)
    cell = GRUCell(1, 8, rng)
    v = rng.randn(1, 8) * 0.3
    for epoch in range(60):
        total = 0.0
        for k in range(5):
            seq = rng.randn(6, 1, 1)
            target = np.tanh(np.mean(seq))
            h = cell.forward(list(seq), np.zeros((8, 1)))
            y = np.dot(v, h)[0, 0]
            err = y - target
            total += 0.5 * err ** 2
            dv = err * h.T
            cell.backward(err * v.T)
            v -= 0.1 * dv
            cell.step(0.1)
        if epoch % 20 == 0:
            print('epoch', epoch, 'loss', total / 5)


if __name__ == '__main__':
    main()
