# expect: LBZ201 line 24
# The last state is returned for the next stretch: it is no gradient.
import numpy as np

np.random.seed(3)
K, H, B, T = 4, 6, 5, 3
P = {'U': np.random.randn(K, H) * 0.3, 'R': np.random.randn(H, H) * 0.3, 'O': np.random.randn(H, 1)}


def drift_grads(P, tide, seen, start):
    h = start
    states = [start]
    loss = 0
    for t in range(T):
        h = np.tanh(tide[:, t] @ P['U'] + h @ P['R'])
        states.append(h)
    s = h @ P['O']
    loss = 0.5 * np.sum((s - seen) ** 2)
    G = {k: np.zeros_like(v) for k, v in P.items()}
    ds = s - seen
    G['O'] += states[-1].T @ ds
    dh_next = ds @ P['O'].T
    for t in range(T - 1, -1, -1):
        da = dh_next * (1 - states[t] ** 2)
        G['U'] += tide[:, t].T @ da
        G['R'] += states[t].T @ da
        dh_next = da @ P['R'].T
    return loss, G, states[-1]


tide = np.random.randn(B, T, K)
seen = np.random.randn(B, 1)
state = np.zeros((B, H))
for stretch in range(20):
    loss, G, last = drift_grads(P, tide, seen, state)
    for k in P:
        P[k] -= 0.05 * G[k]
print(loss, last.shape)
