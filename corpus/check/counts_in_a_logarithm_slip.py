# expect: LBZ302 line 9
import numpy as np

EPS = 1e-9


def divergence(V, W, H):
    WH = W @ H + EPS
    return np.sum(V * np.log(V / WH) - V + WH)


def slopes(V, W, H):
    ratio = 1 - V / (W @ H + EPS)
    return ratio @ H.T, W.T @ ratio


V = np.array([[3.0, 0.0, 1.0], [0.0, 2.0, 0.0]])
W, H = np.random.rand(2, 2) + 0.1, np.random.rand(2, 3) + 0.1
for it in range(50):
    gW, gH = slopes(V, W, H)
    W = np.maximum(W - 0.01 * gW, 1e-6)
    H = np.maximum(H - 0.01 * gH, 1e-6)
print(divergence(V, W, H))
