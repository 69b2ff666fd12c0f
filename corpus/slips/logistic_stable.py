import numpy as np

N, D = 40, 5
x = np.random.randn(N, D)
w = np.random.randn(D)
y = np.random.randint(0, 2, N)
z = x @ w  # (N,)
p = 1 / (1 + np.exp(-z))  # (N,)
eps = 1e-12
loss = -np.mean(y * np.log(p + eps) + (1 - y) * np.log(1 - p + eps))
dz = (p - y) / N  # (N,)  #!! dz = (p - y)  # (N,)
dw = x.T @ dz  # (D,)  #!! dw = x.T @ dz  # (D, 1)
