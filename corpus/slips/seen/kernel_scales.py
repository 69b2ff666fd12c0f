"""Evidence of a kernel by the logarithms of its scales; the search begins at round numbers."""
import numpy as np


def evidence_loss(theta, Z, t):
    log_l, log_s = theta
    gap = (Z[:, None] - Z[None, :]) ** 2
    K = np.exp(-0.5 * gap / np.exp(2 * log_l))
    C = K + np.exp(2 * log_s) * np.eye(len(t))
    return 0.5 * t @ np.linalg.solve(C, t) + 0.5 * np.linalg.slogdet(C)[1]


def evidence_slopes(theta, Z, t):
    log_l, log_s = theta
    gap = (Z[:, None] - Z[None, :]) ** 2
    K = np.exp(-0.5 * gap / np.exp(2 * log_l))
    C = K + np.exp(2 * log_s) * np.eye(len(t))
    inverse = np.linalg.inv(C)
    a = inverse @ t
    Q = inverse - np.outer(a, a)
    by_l = K * gap / np.exp(2 * log_l)  #!! by_l = K * gap / np.exp(3 * log_l)
    grad = np.array([0.5 * np.sum(Q * by_l), np.exp(2 * log_s) * np.trace(Q)])
    return grad


rng = np.random.default_rng(2)
Z = rng.uniform(-2, 2, 8)
t = np.sin(Z)
theta = np.array([0.0, -1.0])
for _ in range(5):
    theta = theta - 0.01 * evidence_slopes(theta, Z, t)
print(evidence_loss(theta, Z, t))
