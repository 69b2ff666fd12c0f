# expect: clean
import numpy as np


def step(P, x, y):
    n = x.shape[0]
    h = np.tanh(x @ P['We'] + P['be'])
    out = 1 / (1 + np.exp(-(h @ P['Wo'] + P['bo'])))
    loss = -np.sum(y * np.log(out + 1e-10) + (1 - y) * np.log(1 - out + 1e-10)) / n

    upd = {}
    dout = (out - y) / n
    upd['Wo'] = h.T @ dout
    upd['bo'] = dout.sum(0)
    dh = (dout @ P['Wo'].T) * (1 - h ** 2)
    upd['We'] = x.T @ dh
    upd['be'] = dh.sum(0)
    return loss, upd


rng = np.random.default_rng(0)
P = {'We': rng.normal(0, .1, (5, 4)), 'be': np.zeros(4),
     'Wo': rng.normal(0, .1, (4, 3)), 'bo': np.zeros(3)}
x = rng.normal(size=(20, 5))
y = (rng.random((20, 3)) < 0.5).astype(float)
for t in range(50):
    loss, upd = step(P, x, y)
    for k in P:
        P[k] -= 0.1 * upd[k]
