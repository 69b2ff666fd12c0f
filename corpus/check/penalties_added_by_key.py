# verified: grads['U'], grads['V'], grads['c']
import numpy as np


def cost(weights, X, y, decay=0.02):
    U, c, V = weights['U'], weights['c'], weights['V']
    n = len(X)
    hidden = np.tanh(X @ U + c)
    miss = hidden @ V - y
    value = np.sum(miss ** 2) / n + decay * (np.sum(U * U) + np.sum(V * V))

    grads = {}
    dmiss = 2 * miss / n
    grads['V'] = hidden.T @ dmiss
    dz = (dmiss @ V.T) * (1 - hidden ** 2)
    grads['U'] = X.T @ dz
    grads['c'] = dz.sum(axis=0)
    grads['V'] += 2 * decay * V
    grads['U'] += 2 * decay * U
    return value, grads


rng = np.random.RandomState(2)
weights = {'U': rng.randn(4, 7) * 0.3, 'c': np.zeros(7), 'V': rng.randn(7, 2) * 0.3}
X, y = rng.randn(50, 4), rng.randn(50, 2)
for _ in range(200):
    value, grads = cost(weights, X, y)
    for name in weights:
        weights[name] -= 0.05 * grads[name]
print(value)
