# expect: LBZ207 line 23
import numpy as np


# an `error` may be anything, but with another name the gradient is exactly the one of it
class Ranker:
    def __init__(self, d):
        rng = np.random.RandomState(0)
        self.w = rng.randn(d)

    def scores(self, A):
        return A @ self.w

    def error(self, A, B):
        gap = self.scores(A) - self.scores(B)
        return np.mean(np.log(1 + np.exp(-gap)))

    def step(self, A, B, lr=0.1):
        e = self.error(A, B)
        gap = self.scores(A) - self.scores(B)
        s = 1 / (1 + np.exp(gap))
        n = len(gap)
        grad_w = -(A - B).T @ gap / n
        self.w -= lr * grad_w
        return e


r = Ranker(3)
A = np.random.randn(8, 3)
B = np.random.randn(8, 3)
print([r.step(A, B) for _ in range(3)])
