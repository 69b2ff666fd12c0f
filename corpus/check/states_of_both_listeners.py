# Two recordings of one bird are to be near each other, both heard by the same ear of two layers.
import numpy as np

rng = np.random.default_rng(11)


def listen(ear, song):
    heard = [song]
    for k in range(2):
        z = heard[-1] @ ear["A%d" % k]
        heard.append(np.tanh(z))
    return heard


def unlisten(ear, heard, d, grads):
    for k in (1, 0):
        d = d * (1 - heard[k + 1] ** 2)
        grads["A%d" % k] += heard[k].T @ d
        d = d @ ear["A%d" % k].T


def apart(ear, first, second):
    one, two = listen(ear, first), listen(ear, second)
    gap = one[-1] - 0.8 * two[-1]
    loss = 0.5 * np.sum(gap**2)
    grads = {k: np.zeros_like(v) for k, v in ear.items()}
    unlisten(ear, one, gap, grads)
    unlisten(ear, two, -0.8 * gap, grads)
    return loss, grads


ear = {"A0": 0.3 * rng.normal(size=(6, 5)), "A1": 0.3 * rng.normal(size=(5, 2))}
first = rng.normal(size=(8, 6))
second = first + 0.1 * rng.normal(size=(8, 6))
for step in range(100):
    loss, grads = apart(ear, first, second)
    for k in ear:
        ear[k] -= 0.05 * grads[k]
