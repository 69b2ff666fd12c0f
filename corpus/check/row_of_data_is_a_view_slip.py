# expect: LBZ201 line 30
import numpy as np


class MatrixFactorization(object):
    """Plain SGD matrix factorisation with biases (Funk SVD)."""

    def __init__(self, n_users, n_items, k=8, lr=0.02, reg=0.05, seed=0):
        rng = np.random.RandomState(seed)
        self.P = 0.1 * rng.randn(n_users, k)
        self.Q = 0.1 * rng.randn(n_items, k)
        self.bu = np.zeros(n_users)
        self.bi = np.zeros(n_items)
        self.mu = 0.0
        self.lr = lr
        self.reg = reg

    def predict(self, u, i):
        return self.mu + self.bu[u] + self.bi[i] + np.dot(self.P[u], self.Q[i])

    def loss(self, u, i, r):
        """Regularised squared error of one rating."""
        err = self.predict(u, i) - r
        return 0.5 * err ** 2 + 0.5 * self.reg * (
            np.sum(self.P[u] ** 2) + np.sum(self.Q[i] ** 2)
            + self.bu[u] ** 2 + self.bi[i] ** 2)

    def sgd_step(self, u, i, r):
        err = self.predict(u, i) - r
        p_u = self.P[u]
        q_i = self.Q[i]

        grad_p = err * q_i + self.reg * p_u
        self.P[u] -= self.lr * grad_p
        grad_q = err * p_u + self.reg * q_i
        self.Q[i] -= self.lr * grad_q

        grad_bu = err + self.reg * self.bu[u]
        grad_bi = err + self.reg * self.bi[i]
        self.bu[u] -= self.lr * grad_bu
        self.bi[i] -= self.lr * grad_bi
        return grad_p, grad_q, grad_bu, grad_bi

    def fit(self, ratings, n_epochs=15, verbose=True):
        self.mu = np.mean([r for _, _, r in ratings])
        order = np.arange(len(ratings))
        for epoch in range(n_epochs):
            np.random.shuffle(order)
            total = 0.0
            for j in order:
                u, i, r = ratings[j]
                total += (self.predict(u, i) - r) ** 2
                self.sgd_step(u, i, r)
            if verbose and epoch % 5 == 0:
                print('epoch %2d  rmse %.4f' % (epoch, np.sqrt(total / len(ratings))))


def fake_ratings(n_users=30, n_items=20, n=400):
    U = np.random.randn(n_users, 3)
    V = np.random.randn(n_items, 3)
    ratings = []
    for _ in range(n):
        u = np.random.randint(n_users)
        i = np.random.randint(n_items)
        ratings.append((u, i, 3 + 0.5 * U[u].dot(V[i]) + 0.1 * np.random.randn()))
    return ratings


if __name__ == '__main__':
    np.random.seed(5)
    mf = MatrixFactorization(30, 20)
    mf.fit(fake_ratings())
