# expect: clean
import numpy as np

N, C, H, W = 2, 3, 4, 4
x = np.random.randn(N, C, H, W)
dout = np.random.randn(N, C, 2, 2)
out = np.zeros((N, C, 2, 2))
dx = np.zeros_like(x)
for i in range(2):
    for j in range(2):
        window = x[:, :, 2 * i:2 * i + 2, 2 * j:2 * j + 2]
        out[:, :, i, j] = window.max(axis=(2, 3))
        mask = window == out[:, :, i, j][:, :, None, None]
        dx[:, :, 2 * i:2 * i + 2, 2 * j:2 * j + 2] += mask * dout[:, :, i, j][:, :, None, None]
