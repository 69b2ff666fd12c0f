# expect: LBZ203 line 12
# Small pictures go into a layer in rows, and their gradient comes back so.
import numpy as np


def rows_forward(x, w):
    return x.reshape(len(x), -1) @ w, (x, w)


def rows_backward(dout, kept):
    x, w = kept
    dx = dout @ w.T
    dw = x.reshape(len(x), -1).T @ dout
    return dx, dw


def fit(pictures, wanted, w, v, rate=0.05):
    for _ in range(100):
        h, kept = rows_forward(pictures, w)
        a = np.tanh(h)
        out, later = rows_forward(a, v)
        loss = 0.5 * np.sum((out - wanted) ** 2)
        da, dv = rows_backward(out - wanted, later)
        dh = da * (1 - a ** 2)
        _, dw = rows_backward(dh, kept)
        w -= rate * dw
        v -= rate * dv
    return loss


if __name__ == '__main__':
    np.random.seed(1)
    pictures = np.random.randn(30, 4, 5)
    wanted = np.random.randn(30, 2)
    print(fit(pictures, wanted, 0.1 * np.random.randn(20, 6), 0.1 * np.random.randn(6, 2)))
