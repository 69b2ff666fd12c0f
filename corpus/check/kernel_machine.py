# expect: clean
# verified: cost_grad
import numpy as np


def gram(A, B):
    return np.exp(-0.5 * np.sum((A[:, None] - B[None]) ** 2, axis=2))


class KernelMachine:
    """Labels are -1 and 1; G is symmetric, as the gradient needs it to be."""

    def __init__(self, decay):
        self.decay = decay

    def cost(self, c, G, labels):
        margin = labels * (G @ c)
        return np.sum(np.logaddexp(0, -margin)) + 0.5 * self.decay * c @ G @ c

    def cost_grad(self, c, G, labels):
        s = 1 / (1 + np.exp(labels * (G @ c)))
        return G @ (self.decay * c - labels * s)

    def fit(self, X, labels):
        G = gram(X, X)
        c = np.zeros(len(labels))
        for _ in range(5):
            grad = self.cost_grad(c, G, labels)
            c -= 0.1 * grad
        return c


X = np.random.randn(14, 2)
labels = np.where(X[:, 0] > 0, 1.0, -1.0)
print(KernelMachine(0.1).fit(X, labels))
