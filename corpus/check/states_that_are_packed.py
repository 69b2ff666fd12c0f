# expect: clean
# verified: dWx, dWh
"""A cell with one gate, whose states are put into a list of tuples."""
import numpy as np


def sig(v):
    return 1 / (1 + np.exp(-v))


def run(x, Wx, Wh):
    old = np.zeros((x.shape[0], Wh.shape[0]))
    kept = []
    for t in range(x.shape[1]):
        a = sig(x[:, t] @ Wx + old @ Wh)
        new = a * old + (1 - a) * np.tanh(x[:, t] @ Wx)
        kept.append((x[:, t], old, a, new))
        old = new
    return old, kept


def back(dnew, kept, Wx, Wh):
    dWx, dWh = np.zeros_like(Wx), np.zeros_like(Wh)
    for t in reversed(range(len(kept))):
        xt, old, a, new = kept[t]
        c = np.tanh(xt @ Wx)
        da = dnew * (old - c) * a * (1 - a)
        dc = dnew * (1 - a) * (1 - c ** 2)
        dWx += xt.T @ (da + dc)
        dWh += old.T @ da
        dnew = dnew * a + da @ Wh.T
    return dWx, dWh


rng = np.random.default_rng(6)
x = rng.normal(size=(5, 3, 4))
goal = rng.normal(size=(5, 2))
Wx = rng.normal(size=(4, 2))
Wh = rng.normal(size=(2, 2))
for step in range(30):
    end, kept = run(x, Wx, Wh)
    loss = 0.5 * np.sum((end - goal) ** 2)
    dWx, dWh = back(end - goal, kept, Wx, Wh)
    Wx -= 0.1 * dWx
    Wh -= 0.1 * dWh
