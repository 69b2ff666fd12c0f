# verified: da
# verified: dV
# verified: dU
import numpy as np

# regression of two outputs with a hidden layer; each batch adds its squares to the epoch's sum,
# which is shown per sample
rng = np.random.RandomState(5)
M, K, Q = 240, 6, 2
X = rng.randn(M, K)
T = np.stack([np.sin(X[:, 0]), X[:, 1] * X[:, 2]], 1)
U = rng.randn(K, 12) * 0.4
V = rng.randn(12, Q) * 0.3
size = 40

for epoch in range(30):
    order = rng.permutation(M)
    total = 0.0
    for k in range(0, M, size):
        xb, tb = X[order[k:k + size]], T[order[k:k + size]]
        a = xb @ U
        h = np.tanh(a)
        out = h @ V
        total += 0.5 * ((out - tb) ** 2).sum()

        dout = (out - tb) / size
        dV = h.T @ dout
        da = (dout @ V.T) * (1 - h ** 2)
        dU = xb.T @ da
        U -= 0.2 * dU
        V -= 0.2 * dV
    print(epoch, 'mean squares', total / M)
