# expect: clean
import numpy as np


class Preferences:
    def __init__(self, people, things, k=4):
        self.P = np.random.normal(0, 0.1, (people, k))
        self.T = np.random.normal(0, 0.1, (things, k))
        self.bias = np.zeros(things)

    def loss(self, p, a, b):
        margin = self.bias[a] - self.bias[b] + self.P[p].dot(self.T[a] - self.T[b])
        return np.log1p(np.exp(-margin))

    def step(self, p, a, b, rate=0.05):
        margin = self.bias[a] - self.bias[b] + self.P[p].dot(self.T[a] - self.T[b])
        s = 1.0 / (1.0 + np.exp(margin))
        dbias = -s
        self.bias[a] -= rate * dbias
        self.bias[b] += rate * dbias


model = Preferences(20, 15)
for _ in range(300):
    p = np.random.randint(20)
    a = np.random.randint(15)
    b = np.random.randint(15)
    print(model.loss(p, a, b))
    model.step(p, a, b)
