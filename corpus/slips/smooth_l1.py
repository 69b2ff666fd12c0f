import numpy as np

m, n = 20, 6
A = np.random.randn(m, n)
b = np.random.randn(m)
x = np.random.randn(n)
mu = 0.1
r = A @ x - b  # (m,)
obj = 0.5 * np.dot(r, r) + mu * np.sum(np.sqrt(x ** 2 + 1e-6))
gradient = A.T @ r + mu * x / np.sqrt(x ** 2 + 1e-6)  # (n,)  #!! gradient = A.T @ r + mu * np.sqrt(x ** 2 + 1e-6)  # (n,)
step = 1.0 / np.linalg.norm(A, 2) ** 2
x = x - step * gradient
