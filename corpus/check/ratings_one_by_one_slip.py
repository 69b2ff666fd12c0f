# expect: LBZ201 line 24
import numpy as np


class Ratings:
    def __init__(self, users, items, k=4, rate=0.02, decay=0.1):
        self.U = 0.1 * np.random.randn(users, k)
        self.V = 0.1 * np.random.randn(items, k)
        self.user_bias = np.zeros(users)
        self.item_bias = np.zeros(items)
        self.rate, self.decay = rate, decay

    def predict(self, u, i):
        return self.user_bias[u] + self.item_bias[i] + self.U[u].dot(self.V[i])

    def objective(self, u, i, r):
        e = r - self.predict(u, i)
        weights = self.user_bias[u] ** 2 + self.item_bias[i] ** 2 + self.U[u].dot(self.U[u]) + self.V[i].dot(self.V[i])
        return 0.5 * e ** 2 + 0.5 * self.decay * weights

    def learn(self, u, i, r):
        e = r - self.predict(u, i)
        own, other = self.U[u].copy(), self.V[i].copy()
        self.user_bias[u] += self.rate * (e - self.decay * self.item_bias[i])
        self.item_bias[i] += self.rate * (e - self.decay * self.item_bias[i])
        self.U[u] += self.rate * (e * other - self.decay * own)
        self.V[i] += self.rate * (e * own - self.decay * other)
        return e * e


data = [(np.random.randint(15), np.random.randint(25), float(np.random.randint(1, 6))) for _ in range(300)]
model = Ratings(15, 25)
for sweep in range(20):
    total = 0.0
    for u, i, r in data:
        total += model.learn(u, i, r)
    print(sweep, total / len(data))
