# expect: LBZ201 line 20
import numpy as np


def unit(z):
    r = np.sqrt((z * z).sum(axis=1, keepdims=True))
    return z / r, r


def contrast(W, u, v, w, margin=0.5):
    a, ra = unit(u @ W)
    b, rb = unit(v @ W)
    c, rc = unit(w @ W)
    gap = ((a - b) ** 2).sum(axis=1) - ((a - c) ** 2).sum(axis=1) + margin
    on = (gap > 0).astype(float)[:, None]
    loss = np.maximum(gap, 0).mean()

    k = 2 * on / len(u)
    da = k * (c - b)
    db = k * (a - b)
    dc = k * (a - c)
    dza = (da - a * (da * a).sum(axis=1, keepdims=True)) / ra
    dzb = (db - b * (db * b).sum(axis=1, keepdims=True)) / rb
    dzc = (dc - c * (dc * c).sum(axis=1, keepdims=True)) / rc
    dW = u.T @ dza + v.T @ dzb + w.T @ dzc
    return loss, dW


def draw(X, y, n, rng):
    u, v, w = [], [], []
    while len(u) < n:
        i, j, k = rng.integers(0, len(X), 3)
        if i != j and y[i] == y[j] and y[i] != y[k]:
            u.append(X[i])
            v.append(X[j])
            w.append(X[k])
    return np.array(u), np.array(v), np.array(w)


rng = np.random.default_rng(0)
y = rng.integers(0, 3, 40)
X = rng.normal(size=(40, 5))
W = rng.normal(size=(5, 2))
for step in range(20):
    loss, dW = contrast(W, *draw(X, y, 8, rng))
    W -= 0.1 * dW
