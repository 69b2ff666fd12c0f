# expect: LBZ101 line 31
# Chords of a tune are averaged; the size of the alphabet is counted.
import numpy as np

np.random.seed(5)
tune = "c e g c f a c d f g b d e g b c e a f a d g c e b d g a c f".split()
notes = sorted(set(tune))
at = {n: i for i, n in enumerate(notes)}
A, H, near = len(notes), 9, 2

around, middle = [], []
for i in range(near, len(tune) - near):
    around.append([at[tune[i + k]] for k in (-2, -1, 1, 2)])
    middle.append(at[tune[i]])
around, middle = np.array(around), np.array(middle)

params = {'E': 0.1 * np.random.randn(A, H), 'W': 0.1 * np.random.randn(H, A)}


def loss_and_grads(params, around, middle):
    E, W = params['E'], params['W']
    n, k = around.shape
    h = E[around].mean(axis=1)                # (n, H)
    s = h @ W                                 # (n, A)
    s = s - s.max(axis=1, keepdims=True)
    p = np.exp(s) / np.exp(s).sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(p[np.arange(n), middle]))
    ds = p.copy()
    ds[np.arange(n), middle] -= 1.0
    ds /= n
    dh = ds @ W.T                             # (n, A)
    dE = np.zeros_like(E)
    np.add.at(dE, around, np.repeat(dh[:, None, :], k, axis=1) / k)
    return loss, {'E': dE, 'W': h.T @ ds}


for it in range(100):
    loss, grads = loss_and_grads(params, around, middle)
    for name in params:
        params[name] -= 1.0 * grads[name]
print(loss)
