# expect: LBZ101 line 24
"""GloVe on a toy co-occurrence matrix."""
import numpy as np

corpus = ("the quick brown fox jumps over the lazy dog . "
          "the dog sleeps . the fox runs over the hill .").split()
vocab = sorted(set(corpus))
index = dict((w, i) for i, w in enumerate(vocab))
V = len(vocab)
dim = 5

X = np.zeros((V, V))          # co-occurrence counts, V x V
for pos, word in enumerate(corpus):
    for off in (1, 2):
        if pos + off < len(corpus):
            i, j = index[word], index[corpus[pos + off]]
            X[i, j] += 1.0 / off
            X[j, i] += 1.0 / off

rs = np.random.RandomState(8)
W = (rs.rand(V, dim) - 0.5) / dim         # V x dim
C = (rs.rand(V, dim) - 0.5) / dim         # V x dim
bw = np.zeros((V, 1))                     # V x 1
bc = np.zeros(V)                          # V x 1

mask = X > 0
logX = np.log(np.where(mask, X, 1.0))                            # V x V
F = np.where(mask, np.minimum(1.0, (X / 2.0) ** 0.75), 0.0)      # V x V


def glove_cost(W, C, bw, bc):
    diff = W @ C.T + bw + bc - logX       # V x V
    cost = 0.5 * np.sum(F * diff ** 2)
    g = F * diff                          # V x V
    dW = g @ C                            # V x dim
    dC = g.T @ W                          # V x dim
    dbw = g.sum(axis=1, keepdims=True)    # V x 1
    dbc = g.sum(axis=0)
    return cost, dW, dC, dbw, dbc


# adagrad
params = [W, C, bw, bc]
hist = [np.ones_like(p) for p in params]
for it in range(60):
    out = glove_cost(*params)
    for p, h, g in zip(params, hist, out[1:]):
        p -= 0.1 * g / np.sqrt(h)
        h += g ** 2
    if it % 20 == 0:
        print(it, out[0])
