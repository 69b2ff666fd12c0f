# expect: clean
import numpy as np


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


class LSTM:
    """LSTM layer over a whole sequence, gates stacked in the order i, f, o, g."""

    def __init__(self, input_size, hidden_size, seed=0):
        rng = np.random.RandomState(seed)
        D, H = input_size, hidden_size
        self.Wx = rng.randn(D, 4 * H) / np.sqrt(D)  # (D, 4H)
        self.Wh = rng.randn(H, 4 * H) / np.sqrt(H)  # (H, 4H)
        self.b = np.zeros(4 * H)
        self.b[H:2 * H] = 1.0  # forget gate bias
        self.H = H

    def step(self, x, h_prev, c_prev):
        H = self.H
        a = x.dot(self.Wx) + h_prev.dot(self.Wh) + self.b  # (N, 4H)
        i = sigmoid(a[:, :H])
        f = sigmoid(a[:, H:2 * H])
        o = sigmoid(a[:, 2 * H:3 * H])
        g = np.tanh(a[:, 3 * H:])
        c = f * c_prev + i * g
        tc = np.tanh(c)
        h = o * tc
        return h, c, (x, h_prev, c_prev, i, f, o, g, tc)

    def step_backward(self, dh, dc, cache):
        x, h_prev, c_prev, i, f, o, g, tc = cache
        do = dh * tc
        dc = dc + dh * o * (1 - tc ** 2)
        di = dc * g
        df = dc * c_prev
        dg = dc * i
        da = np.hstack((di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g ** 2)))
        self.dWx += x.T.dot(da)
        self.dWh += h_prev.T.dot(da)
        self.db += da.sum(axis=0)
        return da.dot(self.Wx.T), da.dot(self.Wh.T), dc * f

    def forward(self, x):
        N, T, D = x.shape
        h = np.zeros((N, self.H))
        c = np.zeros((N, self.H))
        hs = np.zeros((N, T, self.H))
        self.caches = []
        for t in range(T):
            h, c, cache = self.step(x[:, t], h, c)
            hs[:, t] = h
            self.caches.append(cache)
        return hs

    def backward(self, dhs):
        N, T, H = dhs.shape
        self.dWx = np.zeros_like(self.Wx)
        self.dWh = np.zeros_like(self.Wh)
        self.db = np.zeros_like(self.b)
        dx = np.zeros((N, T, self.Wx.shape[0]))
        dh = np.zeros((N, H))
        dc = np.zeros((N, H))
        for t in reversed(range(T)):
            dx[:, t], dh, dc = self.step_backward(dhs[:, t] + dh, dc, self.caches[t])
        return dx


if __name__ == "__main__":
    np.random.seed(6)
    N, T, D, H = 8, 6, 3, 5
    x = np.random.randn(N, T, D)
    target = np.cumsum(x, axis=1).mean(axis=2)[:, :, None] * 0.3 * np.ones(H)
    lstm = LSTM(D, H)
    for it in range(60):
        hs = lstm.forward(x)
        loss = np.mean((hs - target) ** 2)
        lstm.backward(2 * (hs - target) / hs.size)
        lstm.Wx -= 1.0 * lstm.dWx
        lstm.Wh -= 1.0 * lstm.dWh
        lstm.b -= 1.0 * lstm.db
        if it % 20 == 0:
            print(it, loss)
