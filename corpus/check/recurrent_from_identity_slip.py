# expect: LBZ201 line 23
import numpy as np

rng = np.random.default_rng(0)
T, N, H = 5, 4, 3
xs = rng.normal(size=(T, N, H))
W = np.eye(H)
U = 0.3 * rng.normal(size=(H, H))
y = rng.normal(size=(N, H))
for it in range(50):
    h = np.zeros((N, H))
    hs = [h]
    for t in range(T):
        h = np.maximum(0, xs[t] @ U + h @ W)
        hs.append(h)
    loss = 0.5 * np.sum((h - y) ** 2)
    dh = h - y
    dW, dU = np.zeros_like(W), np.zeros_like(U)
    for t in reversed(range(T)):
        da = dh * (hs[t + 1] > 0)
        dW += hs[t].T @ da
        dU += xs[t].T @ da
        dh = da @ W
    W -= 0.01 * dW
    U -= 0.01 * dU
