"""A regression with a mixed penalty. Its price is asked for once, at the end."""
import numpy as np


class MixedPenalty:
    def __init__(self, strength=0.3, share=0.5, rate=0.02):
        self.strength, self.share, self.rate = strength, share, rate

    def price(self):
        return self.strength

    def objective(self, w, c, A, t):
        gap = A @ w + c - t
        flat = self.strength * self.share * np.sum(np.abs(w))
        round_ = 0.5 * self.strength * (1 - self.share) * np.sum(w**2)
        return 0.5 * np.mean(gap**2) + flat + round_

    def slopes(self, w, c, A, t):
        gap = A @ w + c - t
        grad_w = A.T @ gap / len(t)
        grad_w += self.strength * self.share * np.sign(w)
        grad_w += self.strength * (1 - self.share) * w  #!! grad_w += self.strength * self.share * w
        grad_c = np.mean(gap)  #!! grad_c = np.sum(gap)
        return grad_w, grad_c


rng = np.random.default_rng(3)
A = rng.normal(size=(20, 3))
t = A[:, 0] - 2 * A[:, 2] + 0.1 * rng.normal(size=20)
w, c = rng.normal(size=3), 0.0
model = MixedPenalty()
for _ in range(30):
    dw, dc = model.slopes(w, c, A, t)
    w = w - model.rate * dw
    c = c - model.rate * dc
print(model.objective(w, c, A, t))
