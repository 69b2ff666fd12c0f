# expect: LBZ201 line 19
import numpy as np


def cell(x, h, s, p):
    z = x @ p['U'] + h @ p['V'] + p['c']
    n = z.shape[1] // 2
    gate = 1 / (1 + np.exp(-z[:, :n]))
    g = np.tanh(z[:, n:])
    s_new = gate * s + (1 - gate) * g
    h_new = np.tanh(s_new)
    return h_new, s_new, (x, h, s, gate, g, h_new)


def cell_back(dh, ds, kept, p):
    x, h, s, gate, g, h_new = kept
    ds = ds + dh * (1 - h_new ** 2)
    dgate = ds * (s - g)
    dg = ds * gate
    dz = np.concatenate([dgate * gate * (1 - gate), dg * (1 - g ** 2)], axis=1)
    grads = {'U': x.T @ dz, 'V': h.T @ dz, 'c': dz.sum(0)}
    return dz @ p['U'].T, dz @ p['V'].T, ds * gate, grads


def run(xs, h, p):
    s = np.zeros_like(h)
    outs, all_kept = [], []
    for x in xs:
        h, s, kept = cell(x, h, s, p)
        outs.append(h)
        all_kept.append(kept)
    return np.stack(outs), all_kept


def run_back(douts, all_kept, p):
    sums = {k: np.zeros_like(v) for k, v in p.items()}
    dh = np.zeros(douts.shape[1:])
    ds = np.zeros(douts.shape[1:])
    for t in reversed(range(len(douts))):
        dx, dh, ds, grads = cell_back(douts[t] + dh, ds, all_kept[t], p)
        for k in grads:
            sums[k] += grads[k]
    return dh, sums


np.random.seed(0)
xs = np.random.randn(4, 5, 3)
target = np.random.randn(4, 5, 2)
p = {'U': np.random.randn(3, 4), 'V': np.random.randn(2, 4), 'c': np.zeros(4)}
for step in range(10):
    outs, kept = run(xs, np.zeros((5, 2)), p)
    loss = 0.5 * np.sum((outs - target) ** 2)
    dh0, grads = run_back(outs - target, kept, p)
    for k in p:
        p[k] -= 0.05 * grads[k]
