# expect: clean
# verified: dE, dv, du
import numpy as np

# How friendly a sentence is: a number by the mean of what its words mean.


def told(E, v, words):
    u = E[words].mean(axis=1)                  # (n, d)
    return u, 1 / (1 + np.exp(-u @ v))


def loss(E, v, words, kind):
    _, p = told(E, v, words)
    return -np.mean(kind * np.log(p) + (1 - kind) * np.log(1 - p))


def slopes(E, v, words, kind):
    n, length = words.shape
    u, p = told(E, v, words)
    miss = (p - kind) / n
    dv = u.T @ miss
    du = np.outer(miss, v)
    dE = np.zeros_like(E)
    for k in range(length):
        np.add.at(dE, words[:, k], du / length)
    return dE, dv


if __name__ == '__main__':
    rng = np.random.RandomState(3)
    words = rng.randint(0, 9, size=(12, 5))
    kind = (rng.rand(12) > 0.5).astype(float)
    E, v = rng.randn(9, 4), rng.randn(4)
    for step in range(100):
        dE, dv = slopes(E, v, words, kind)
        E -= 0.5 * dE
        v -= 0.5 * dv
    print(loss(E, v, words, kind))
