import numpy as np

n, k = 8, 3
A = np.random.randn(n, n)
A = A + A.T
x = np.random.randn(n)
f = x @ A @ x / (x @ x)  # Rayleigh quotient
df_dx = 2 * (A @ x - f * x) / (x @ x)  #!! df_dx = 2 * (A @ x - f * x)

M = np.random.randn(n, k)
g = np.trace(M.T @ A @ M)
dg_dM = (A + A.T) @ M  #!! dg_dM = A @ M

B = np.random.randn(n, n) + n * np.eye(n)
h = np.log(np.abs(np.linalg.det(B)))
dh_dB = np.linalg.inv(B).T  #!! dh_dB = np.linalg.inv(B)
