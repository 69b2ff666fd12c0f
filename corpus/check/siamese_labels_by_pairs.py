# expect: clean
# verified: self.dW
import numpy as np


class Twin:
    def __init__(self, n_in, n_out, margin=1.0):
        self.W = 0.3 * np.random.randn(n_in, n_out)
        self.margin = margin

    def loss(self, a, b, same):
        self.a, self.b, self.same = a, b, same
        self.diff = a @ self.W - b @ self.W
        self.dist = np.sqrt(np.sum(self.diff ** 2, axis=1) + 1e-8)
        self.short = np.maximum(self.margin - self.dist, 0)
        return 0.5 * np.mean(same * self.dist ** 2 + (1 - same) * self.short ** 2)

    def backward(self):
        ddist = (self.same * self.dist - (1 - self.same) * self.short) / len(self.same)
        ddiff = ddist[:, None] * self.diff / self.dist[:, None]
        self.dW = self.a.T @ ddiff - self.b.T @ ddiff


def pairs(X, labels, n):
    i = np.random.randint(0, len(X), n)
    j = np.random.randint(0, len(X), n)
    return X[i], X[j], (labels[i] == labels[j]).astype(float)


X = np.vstack([np.random.randn(15, 3) + 1, np.random.randn(15, 3) - 1])
labels = np.repeat([0, 1], 15)
net = Twin(3, 2)
for step in range(100):
    loss = net.loss(*pairs(X, labels, 12))
    net.backward()
    net.W -= 0.1 * net.dW
