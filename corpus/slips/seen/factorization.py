import numpy as np

n_users, n_items, k = 6, 5, 2
R = np.random.rand(n_users, n_items)
M = (np.random.rand(n_users, n_items) > 0.3) * 1.0
P = np.random.randn(n_users, k)
Q = np.random.randn(n_items, k)
bu = np.zeros(n_users)
bi = np.zeros(n_items)
lam, lr = 0.02, 0.01

for epoch in range(10):
    pred = P @ Q.T + bu[:, None] + bi[None, :]
    E = M * (R - pred)
    loss = np.sum(E ** 2) + lam * (np.sum(P ** 2) + np.sum(Q ** 2))
    grad_P = -2 * E @ Q + 2 * lam * P  #!! grad_P = 2 * E @ Q + 2 * lam * P
    grad_Q = -2 * E.T @ P + 2 * lam * Q  #!! grad_Q = -2 * E.T @ P + 2 * lam * P.mean()
    grad_bu = -2 * E.sum(axis=1)
    grad_bi = -2 * E.sum(axis=0)  #!! grad_bi = -E.sum(axis=0)
    P -= lr * grad_P
    Q -= lr * grad_Q
    bu -= lr * grad_bu
    bi -= lr * grad_bi
