# expect: LBZ201 line 17 of Q
import numpy as np

rng = np.random.RandomState(5)
P = 0.5 * rng.randn(4, 3)
Q = 0.5 * rng.randn(6, 3)
lam = 0.03


def triple(u, i, j):
    gap = P[u] @ Q[i] - P[u] @ Q[j]
    away = 1.0 / (1.0 + np.exp(gap))
    loss = np.log1p(np.exp(-gap)) + 0.5 * lam * (P[u] @ P[u] + Q[i] @ Q[i] + Q[j] @ Q[j])
    dpu = -away * (Q[i] - Q[j]) + lam * P[u]
    dqi = -away * P[u] + lam * Q[i]
    # the penalty is of the other row
    dqj = away * P[u] + lam * Q[i]
    return loss, dpu, dqi, dqj


for _ in range(50):
    u, i, j = rng.randint(4), rng.randint(3), 3 + rng.randint(3)
    loss, dpu, dqi, dqj = triple(u, i, j)
    P[u] -= 0.1 * dpu
    Q[i] -= 0.1 * dqi
    Q[j] -= 0.1 * dqj
print(loss)
