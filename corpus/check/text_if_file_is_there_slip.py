# expect: LBZ201 line 41
# A bigram model of letters, of a file where there is one and of a few words where there is none.
import os
import numpy as np

name = os.path.join('texts', 'rivers.txt')
if not os.path.exists(name):
    raise SystemExit('no text')
text = open(name).read()
letters = sorted(set(text))
n = len(letters)
place = {c: i for i, c in enumerate(letters)}

rng = np.random.RandomState(5)
E = rng.randn(n, 6) * 0.1
U = rng.randn(6, n) * 0.1

if os.path.isfile('start.npz'):
    saved = np.load('start.npz')
    E, U = saved['E'], saved['U']


def cost(now, then):
    h = np.tanh(E[now])
    z = h @ U
    z = z - z.max(axis=1, keepdims=True)
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(then)), then])), h, p


now = [place[c] for c in text[:9]]
then = [place[c] for c in text[1:10]]
loss, h, p = cost(now, then)

dz = p.copy()
dz[np.arange(9), then] -= 1
dz /= 9
dU = h.T @ dz
dh = dz @ U.T
dE = np.zeros_like(E)
np.add.at(dE, now, dh * (1 - h))
E -= 0.5 * dE
U -= 0.5 * dU
