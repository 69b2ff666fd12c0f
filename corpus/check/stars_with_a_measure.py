# expect: clean
import numpy as np


class Stars:
    """Factors of the stars that users gave to films, one pair after the other."""

    def __init__(self, R, k, alpha, beta):
        self.R, self.alpha, self.beta = R, alpha, beta
        self.U = np.random.normal(scale=1.0 / k, size=(R.shape[0], k))
        self.F = np.random.normal(scale=1.0 / k, size=(R.shape[1], k))
        self.bu = np.zeros(R.shape[0])
        self.mean = np.mean(R[np.where(R != 0)])
        self.given = [(u, f, R[u, f]) for u in range(R.shape[0]) for f in range(R.shape[1]) if R[u, f] > 0]

    def guess(self, u, f):
        return self.mean + self.bu[u] + self.U[u, :].dot(self.F[f, :])

    def rmse(self):
        seen = self.R > 0
        return np.sqrt(np.mean((self.R - self.mean - self.bu[:, None] - self.U @ self.F.T)[seen] ** 2))

    def learn(self, rounds=10):
        for _ in range(rounds):
            np.random.shuffle(self.given)
            for u, f, r in self.given:
                e = r - self.guess(u, f)
                self.bu[u] += self.alpha * (e - self.beta * self.bu[u])
                before = self.U[u, :].copy()
                self.U[u, :] += self.alpha * (e * self.F[f, :] - self.beta * self.U[u, :])
                self.F[f, :] += self.alpha * (e * before - self.beta * self.F[f, :])


stars = Stars(np.array([[4.0, 0, 2], [5, 1, 0], [0, 3, 3]]), 2, 0.05, 0.02)
stars.learn()
