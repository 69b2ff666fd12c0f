import numpy as np


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


T, d = 6, 8
Q = np.random.randn(T, d)
K = np.random.randn(T, d)
V = np.random.randn(T, d)
G = np.random.randn(T, d)

scores = Q @ K.T / np.sqrt(d)  # (T, T)
P = softmax(scores)  # (T, T)
O = P @ V  # (T, d)
loss = np.sum(G * O)

dO = G
dV = P.T @ dO  #!! dV = P @ dO
dP = dO @ V.T
dscores = P * (dP - np.sum(dP * P, axis=-1, keepdims=True))  #!! dscores = P * (dP - np.sum(dP, axis=-1, keepdims=True))
dQ = dscores @ K / np.sqrt(d)  #!! dQ = dscores @ K
dK = dscores.T @ Q / np.sqrt(d)  #!! dK = dscores @ Q / np.sqrt(d)
