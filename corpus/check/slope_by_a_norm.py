# expect: clean
import numpy as np


def shrink(a):
    q = np.sum(a * a, axis=-1, keepdims=True)
    r = np.sqrt(q + 1e-8)
    return a * r / (2 + q)


def shrink_backward(dout, a):
    q = np.sum(a * a, axis=-1, keepdims=True)
    r = np.sqrt(q + 1e-8)
    f = r / (2 + q)
    df_dr = (2 - q) / (2 + q) ** 2
    along = np.sum(dout * a, axis=-1, keepdims=True)
    return f * dout + df_dr * along / r * a


def length_loss(a, t):
    # a (B, M, D), t (B, M) wanted or not
    length = np.sqrt(np.sum(a ** 2, axis=-1) + 1e-8)
    short = np.maximum(0, 0.8 - length)
    loss = np.sum(t * short ** 2 + (1 - t) * length ** 2) / len(a)
    dlength = (2 * (1 - t) * length - 2 * t * short) / len(a)
    da = (dlength / length)[:, :, None] * a
    return loss, da
