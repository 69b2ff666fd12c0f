# expect: LBZ103 line 15
import numpy as np

n_users, n_items, k = 30, 40, 5
R = np.random.rand(n_users, n_items)
M = (np.random.rand(n_users, n_items) < 0.3).astype(np.float64)
P = np.random.randn(n_users, k) * 0.1
Q = np.random.randn(n_items, k) * 0.1
lam, lr = 0.02, 0.005

for epoch in range(50):
    E = M * (P @ Q.T - R)
    loss = np.sum(E ** 2) + lam * (np.sum(P ** 2) + np.sum(Q ** 2))
    grad_P = 2 * E @ Q + 2 * lam * P
    grad_Q = 2 * E.T @ Q + 2 * lam * Q
    P = P - lr * grad_P
    Q = Q - lr * grad_Q
