# expect: LBZ201 line 25
import numpy as np

np.random.seed(1)
n_users, n_items, dim = 6, 9, 3
U = np.random.randn(n_users, dim) * 0.5
I = np.random.randn(n_items, dim) * 0.5
lam = 0.05


def bpr_batch(u, i, j):
    """BPR-Opt for a batch of triples: user u prefers item i over item j.

    loss = -mean(log sigmoid(x_uij)) + lam/2 * (|U|^2 + |I|^2)
    """
    B = len(u)
    x_uij = np.sum(U[u] * (I[i] - I[j]), axis=1)
    loss = np.mean(np.logaddexp(0.0, -x_uij))
    loss += 0.5 * lam * (np.sum(U ** 2) + np.sum(I ** 2))
    coef = -1.0 / (1.0 + np.exp(x_uij)) / B
    dU = lam * U
    dI = lam * I
    np.add.at(dU, u, coef[:, None] * (I[i] - I[j]))
    np.add.at(dI, i, coef[:, None] * U[u])
    np.add.at(dI, j, coef[:, None] * U[u])
    return loss, dU, dI


for it in range(200):
    u = np.random.randint(n_users, size=20)
    i = np.random.randint(n_items // 2, size=20)
    j = np.random.randint(n_items // 2, n_items, size=20)
    loss, dU, dI = bpr_batch(u, i, j)
    U -= 0.1 * dU
    I -= 0.1 * dI
print('bpr loss', loss)
