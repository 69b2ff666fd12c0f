import numpy as np

rng = np.random.RandomState(7)
N, D, H = 8, 3, 5
x = rng.randn(N, D)
t = rng.randn(N, 1)
w1 = rng.randn(D, H)
w2 = rng.randn(H, 1)

lr = 0.01
for step in range(5):
    z = x @ w1
    a = 1.0 / (1.0 + np.exp(-z))
    y = a @ w2
    loss = np.mean((y - t) ** 2)

    dy = 2.0 * (y - t) / N
    dw2 = a.T @ dy
    da = dy @ w2.T  #!! da = dy @ w1[0, :, None].T
    dz = da * a * (1.0 - a)  #!! dz = da * z * (1.0 - z)
    dw1 = x.T @ dz  #!! dw1 = x.T @ da
    w2 -= lr * dw2
    w1 -= lr * dw1
