# expect: clean
# verified: dh
# verified: grads['W']
# The states are kept in zeros: what goes back to the first of them is by none that has a name, and what is called
# like it is the last.
import numpy as np


class Recurrent:
    def __init__(self, n, m):
        self.W, self.U, self.b = np.random.randn(n, m), np.random.randn(m, m), np.zeros(m)

    def forward(self, x):
        self.x = x
        N, T, _ = x.shape
        self.h = np.zeros((N, T + 1, self.b.size))
        self.c = np.zeros((N, T, self.b.size))
        for t in range(T):
            hp = self.h[:, t]
            c = np.tanh(x[:, t].dot(self.W) + hp.dot(self.U) + self.b)
            self.h[:, t + 1] = 0.5 * hp + 0.5 * c
            self.c[:, t] = c
        return self.h[:, -1]

    def backward(self, dh_last):
        x = self.x
        N, T, _ = x.shape
        grads = {k: np.zeros_like(getattr(self, k)) for k in ('W', 'U', 'b')}
        dx = np.zeros_like(x)
        dh = dh_last
        for t in reversed(range(T)):
            hp, c = self.h[:, t], self.c[:, t]
            da = 0.5 * dh * (1 - c * c)
            grads['W'] += x[:, t].T.dot(da)
            grads['U'] += hp.T.dot(da)
            grads['b'] += da.sum(0)
            dx[:, t] = da.dot(self.W.T)
            dh = da.dot(self.U.T) + dh * 0.5
        return dx, dh, grads


net = Recurrent(2, 4)
V = np.random.randn(4, 1)
for it in range(150):
    x = np.random.rand(16, 6, 2)
    y = x[:, -1, :].sum(axis=1, keepdims=True)
    h = net.forward(x)
    dout = 2.0 * (h.dot(V) - y) / len(y)
    dx, dh0, grads = net.backward(dout.dot(V.T))
    for name, g in grads.items():
        setattr(net, name, getattr(net, name) - 0.1 * g)
