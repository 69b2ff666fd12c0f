# expect: LBZ201 line 36
import numpy as np


class BiasedMF(object):
    """Rating prediction r_ui = mean + bu + bi + p_u . q_i, trained full batch.

    Attributes:
        P:  user factors, shape (n_users, rank)
        Q:  item factors, shape (n_items, rank)
        bu: user offsets, shape (n_users,)
        bi: item offsets, shape (n_items,)
    """

    def __init__(self, n_users, n_items, rank, lam=0.05, seed=7):
        rnd = np.random.RandomState(seed)
        self.P = rnd.normal(scale=0.3, size=(n_users, rank))
        self.Q = rnd.normal(scale=0.3, size=(n_items, rank))
        self.bu = np.zeros(n_users)
        self.bi = np.zeros(n_items)
        self.lam = lam

    def objective(self, R, M):
        """
        Args:
            R: ratings, (n_users, n_items)
            M: 0/1 mask of the observed ones, same shape as R
        """
        mean = (R * M).sum() / M.sum()
        pred = mean + self.bu[:, None] + self.bi[None, :] + self.P @ self.Q.T
        E = M * (pred - R)                      # (n_users, n_items)
        cost = 0.5 * (E ** 2).sum()
        cost += 0.5 * self.lam * sum((t ** 2).sum() for t in (self.P, self.Q, self.bu, self.bi))
        grad_P = E @ self.Q + self.lam * self.P         # (n_users, rank)
        grad_Q = E.T @ self.P + self.lam * self.Q       # (n_items, rank)
        grad_bu = E.sum(axis=1) - self.lam * self.bu
        grad_bi = E.sum(axis=0) + self.lam * self.bi
        return cost, grad_P, grad_Q, grad_bu, grad_bi


if __name__ == "__main__":
    rnd = np.random.RandomState(0)
    R = rnd.randint(1, 6, size=(12, 9)).astype(float)
    M = (rnd.rand(12, 9) < 0.6).astype(float)
    mf = BiasedMF(12, 9, 3)
    lr = 0.03
    for epoch in range(60):
        cost, gP, gQ, gbu, gbi = mf.objective(R, M)
        mf.P -= lr * gP
        mf.Q -= lr * gQ
        mf.bu -= lr * gbu
        mf.bi -= lr * gbi
    print("final cost", cost)
