import numpy as np

K, N, M = 3, 20, 15
R = np.random.rand(N, M)
mask = np.random.rand(N, M) > 0.3
P = np.random.rand(N, K)
Q = np.random.rand(M, K)
beta = 0.02
alpha = 0.002
for step in range(100):
    E = mask * (R - P @ Q.T)
    loss = np.sum(E ** 2) + beta * (np.sum(P ** 2) + np.sum(Q ** 2))
    gP = -2 * E @ Q + 2 * beta * P  #!! gP = -2 * E @ Q + beta * P
    gQ = -2 * E.T @ P + 2 * beta * Q  #!! gQ = -2 * E.T @ Q + 2 * beta * Q
    P -= alpha * gP
    Q -= alpha * gQ
