import numpy as np

n, d = 10, 5
x = np.random.randn(n, d)
u = np.random.randn(d)
norm_x = np.linalg.norm(x, axis=1)  # (n,)
norm_u = np.linalg.norm(u)
cos = x @ u / (norm_x * norm_u)  # (n,)
loss = np.sum(1 - cos)
grad_u = -np.sum(x / (norm_x * norm_u)[:, None] - cos[:, None] * u / norm_u ** 2, axis=0)  #!! grad_u = -np.sum(x / (norm_x * norm_u)[:, None] - cos[:, None] * u / norm_u, axis=0)
