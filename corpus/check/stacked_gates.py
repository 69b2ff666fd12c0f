# expect: clean
import numpy as np

n, d, depth = 20, 4, 3
X = np.random.randn(n, d)
y = np.cos(X[:, 0]) + 0.1 * np.random.randn(n)
A = 0.4 * np.random.randn(depth, d, d)
B = 0.4 * np.random.randn(depth, d, d)
v = 0.3 * np.random.randn(d)

for epoch in range(100):
    hs, Hs, Ts = [X], [], []
    for l in range(depth):
        H = np.tanh(hs[-1] @ A[l])
        T = 1 / (1 + np.exp(-(hs[-1] @ B[l])))
        hs.append(H * T + hs[-1] * (1 - T))
        Hs.append(H)
        Ts.append(T)
    pred = hs[-1] @ v
    loss = np.mean((pred - y) ** 2)
    dpred = 2 * (pred - y) / n
    dv = hs[-1].T @ dpred
    dh = np.outer(dpred, v)
    dA, dB = np.zeros_like(A), np.zeros_like(B)
    for l in range(depth - 1, -1, -1):
        x, H, T = hs[l], Hs[l], Ts[l]
        dinner = dh * T * (1 - H**2)
        dgate = dh * (H - x) * T * (1 - T)
        dA[l] = x.T @ dinner
        dB[l] = x.T @ dgate
        dh = dh * (1 - T) + dinner @ A[l].T + dgate @ B[l].T
    A -= 0.05 * dA
    B -= 0.05 * dB
    v -= 0.05 * dv
