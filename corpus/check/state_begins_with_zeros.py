# expect: clean
# verified: dbr
# verified: dWh
# GRU for binary sequence classification, written while learning about BPTT
import numpy as np

np.random.seed(10)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class GRU:
    def __init__(self, n_in, n_hid):
        s = 1.0 / np.sqrt(n_hid)
        self.Wz, self.Wr, self.Wh = [np.random.uniform(-s, s, (n_hid, n_in)) for _ in range(3)]
        self.Uz, self.Ur, self.Uh = [np.random.uniform(-s, s, (n_hid, n_hid)) for _ in range(3)]
        self.bz = np.zeros(n_hid)
        self.br = np.zeros(n_hid)
        self.bh = np.zeros(n_hid)
        self.v = np.random.uniform(-s, s, n_hid)
        self.c = 0.0
        self.n_hid = n_hid

    def forward(self, xs):
        h = {-1: np.zeros(self.n_hid)}
        z, r, hc = {}, {}, {}
        for t in range(len(xs)):
            z[t] = sigmoid(self.Wz.dot(xs[t]) + self.Uz.dot(h[t - 1]) + self.bz)
            r[t] = sigmoid(self.Wr.dot(xs[t]) + self.Ur.dot(h[t - 1]) + self.br)
            hc[t] = np.tanh(self.Wh.dot(xs[t]) + self.Uh.dot(r[t] * h[t - 1]) + self.bh)
            h[t] = (1 - z[t]) * h[t - 1] + z[t] * hc[t]
        T = len(xs)
        p = sigmoid(self.v.dot(h[T - 1]) + self.c)
        return p, (h, z, r, hc)

    def loss(self, xs, y):
        p, _ = self.forward(xs)
        return -(y * np.log(p) + (1 - y) * np.log(1 - p))

    def bptt(self, xs, y):
        p, (h, z, r, hc) = self.forward(xs)
        T = len(xs)
        dWz, dWr, dWh = np.zeros_like(self.Wz), np.zeros_like(self.Wr), np.zeros_like(self.Wh)
        dUz, dUr, dUh = np.zeros_like(self.Uz), np.zeros_like(self.Ur), np.zeros_like(self.Uh)
        dbz, dbr, dbh = np.zeros_like(self.bz), np.zeros_like(self.br), np.zeros_like(self.bh)

        delta = p - y          # output error, sigmoid and cross entropy together
        dv = delta * h[T - 1]
        dc = delta
        dh = delta * self.v
        for t in reversed(range(T)):
            # h = (1 - z) * h_prev + z * hc
            dz = dh * (hc[t] - h[t - 1])
            dhc = dh * z[t]
            dh_prev = dh * (1 - z[t])

            # candidate
            dhc_raw = dhc * (1 - hc[t] ** 2)
            dWh += np.outer(dhc_raw, xs[t])
            dUh += np.outer(dhc_raw, r[t] * h[t - 1])
            dbh += dhc_raw
            drh = self.Uh.T.dot(dhc_raw)
            dr = drh * h[t - 1]
            dh_prev += drh * r[t]

            # gates
            dr_raw = dr * r[t] * (1 - r[t])
            dWr += np.outer(dr_raw, xs[t])
            dUr += np.outer(dr_raw, h[t - 1])
            dbr += dr_raw
            dh_prev += self.Ur.T.dot(dr_raw)

            dz_raw = dz * z[t] * (1 - z[t])
            dWz += np.outer(dz_raw, xs[t])
            dUz += np.outer(dz_raw, h[t - 1])
            dbz += dz_raw
            dh_prev += self.Uz.T.dot(dz_raw)

            dh = dh_prev
        return {'Wz': dWz, 'Wr': dWr, 'Wh': dWh, 'Uz': dUz, 'Ur': dUr, 'Uh': dUh,
                'bz': dbz, 'br': dbr, 'bh': dbh, 'v': dv, 'c': dc}

    def sgd_step(self, xs, y, lr):
        grads = self.bptt(xs, y)
        for name in grads:
            setattr(self, name, getattr(self, name) - lr * grads[name])


def make_example(T=3):
    xs = np.random.randn(T, 2)
    y = float(xs[:, 0].sum() > 0)
    return xs, y


net = GRU(2, 6)
dataset = [make_example() for _ in range(4)]
for epoch in range(3):
    total = 0.0
    for xs, y in dataset:
        total += net.loss(xs, y)
        net.sgd_step(xs, y, 0.1)
    print('epoch', epoch, 'loss', total / len(dataset))
