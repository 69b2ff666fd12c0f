import numpy as np

# multi-task regression: shared trunk, two heads
N, D, H = 10, 4, 6
X = np.random.randn(N, D)
y1 = np.random.randn(N)
y2 = np.random.randn(N)
W = np.random.randn(D, H) / 2
u1 = np.random.randn(H)
u2 = np.random.randn(H)
alpha = 0.3

h = np.maximum(X @ W, 0)
p1 = h @ u1
p2 = h @ u2
loss = np.mean((p1 - y1) ** 2) + alpha * np.mean(np.abs(p2 - y2))

d_p1 = 2 * (p1 - y1) / N
d_p2 = alpha * np.sign(p2 - y2) / N  #!! d_p2 = np.sign(p2 - y2) / N
d_u1 = h.T @ d_p1
d_u2 = h.T @ d_p2  #!! d_u2 = h.T @ d_p1
d_h = np.outer(d_p1, u1) + np.outer(d_p2, u2)  #!! d_h = np.outer(d_p1, u1) - np.outer(d_p2, u2)
d_h[h == 0] = 0
d_W = X.T @ d_h
