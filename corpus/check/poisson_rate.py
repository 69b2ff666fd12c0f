# expect: clean
# verified: dL_db, dL_dw
import numpy as np

N, D = 25, 3
x = np.random.randn(N, D)
k = np.random.rand(N)
w = np.random.randn(D)
b = np.random.randn()
eta = x @ w + b  # (N,)
rate = np.exp(eta)
L = np.sum(rate - k * eta)
dL_deta = rate - k  # (N,)
dL_dw = x.T @ dL_deta  # (D,)
dL_db = dL_deta.sum()
