# expect: clean
# `dh` has been taken through tanh already, and goes on to what has no gradient's name.
import numpy as np


def objective(P, x, target):
    n = len(x)
    h = np.tanh(x @ P['A'] + P['a'])
    out = h @ P['B'] + P['b']
    value = np.sum((out - target) ** 2) / (2 * n)

    G = {}
    dout = (out - target) / n
    G['B'] = h.T @ dout
    G['b'] = dout.sum(axis=0)
    dh = (dout @ P['B'].T) * (1 - h**2)
    G['A'] = x.T @ dh
    G['a'] = dh.sum(axis=0)
    return value, G


rng = np.random.default_rng(13)
P = {'A': rng.normal(size=(3, 6)), 'a': np.zeros(6), 'B': rng.normal(size=(6, 2)), 'b': np.zeros(2)}
x, target = rng.normal(size=(40, 3)), rng.normal(size=(40, 2))
for step in range(200):
    value, G = objective(P, x, target)
    for key in P:
        P[key] -= 0.1 * G[key]
print(value)
