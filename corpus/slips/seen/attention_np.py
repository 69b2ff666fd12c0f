import numpy as np


def softmax(x):
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


B, T, D = 2, 4, 3
np.random.seed(1)
X = np.random.randn(B, T, D)  # (B, T, D)
Wq = np.random.randn(D, D)
Wk = np.random.randn(D, D)
Wv = np.random.randn(D, D)
target = np.random.randn(B, T, D)

Q = X @ Wq  # (B, T, D)
K = X @ Wk  # (B, T, D)
V = X @ Wv  # (B, T, D)
S = np.einsum("btd,bsd->bts", Q, K) / np.sqrt(D)  # (B, T, T)
P = softmax(S)  # (B, T, T)
O = P @ V  # (B, T, D)
loss = 0.5 * np.sum((O - target) ** 2)

dO = O - target
dP = np.einsum("btd,bsd->bts", dO, V)
dV = np.einsum("bts,btd->bsd", P, dO)  #!! dV = np.einsum("bts,bsd->btd", P, dO)
dS = P * (dP - np.sum(dP * P, axis=-1, keepdims=True))  #!! dS = P * (1 - P) * dP
dQ = np.einsum("bts,bsd->btd", dS, K) / np.sqrt(D)  #!! dQ = np.einsum("bts,bsd->btd", dS, K)
dK = np.einsum("bts,btd->bsd", dS, Q) / np.sqrt(D)  #!! dK = np.einsum("bts,bsd->btd", dS, Q) / np.sqrt(D)
dWq = np.einsum("btd,bte->de", X, dQ)
dWk = np.einsum("btd,bte->de", X, dK)
dWv = np.einsum("btd,bte->de", X, dV)  #!! dWv = np.einsum("btd,bte->ed", X, dV)
dX = dQ @ Wq.T + dK @ Wk.T + dV @ Wv.T  #!! dX = dQ @ Wq.T + dK @ Wk.T
