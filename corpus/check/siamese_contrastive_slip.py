# expect: LBZ201 line 19
import numpy as np

m = 1.0
B, D, K = 16, 10, 4
x1 = np.random.randn(B, D)
x2 = np.random.randn(B, D)
same = (np.random.rand(B) < 0.5) * 1.0
W = np.random.randn(D, K) * 0.3

z1, z2 = x1 @ W, x2 @ W
diff = z1 - z2
dist = np.sqrt(np.sum(diff ** 2, axis=1))
gap = np.maximum(m - dist, 0)
loss = np.mean(0.5 * same * dist ** 2 + 0.5 * (1 - same) * gap ** 2)

ddist = (same * dist - (1 - same) * gap) / B
ddiff = (ddist / dist)[:, None] * diff
dW = x1.T @ ddiff + x2.T @ ddiff
