# expect: clean
# One name for the lengths of two layers, each followed for fewer positions than it has.
import numpy as np


class Filter:
    def __init__(self, c_in, c_out, k, rng):
        self.k = k
        self.w = 0.3 * rng.randn(c_out, c_in, k)

    def forward(self, x):
        N, C, L = x.shape
        self.x = x
        L_out = L - self.k + 1
        out = np.zeros((N, self.w.shape[0], L_out))
        for t in range(L_out):
            window = x[:, :, t:t + self.k]
            out[:, :, t] = np.einsum('nck,fck->nf', window, self.w)
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        self.dw = np.zeros_like(self.w)
        for t in range(dout.shape[2]):
            d = dout[:, :, t]
            self.dw += np.einsum('nf,nck->fck', d, self.x[:, :, t:t + self.k])
            dx[:, :, t:t + self.k] += np.einsum('nf,fck->nck', d, self.w)
        return dx


rng = np.random.RandomState(2)
x = rng.randn(4, 1, 40)
one, two = Filter(1, 3, 5, rng), Filter(3, 2, 3, rng)
out = two.forward(np.tanh(one.forward(x)))
d = two.backward(out / out.size)
print(0.5 * np.mean(out ** 2), np.abs(d).max())
