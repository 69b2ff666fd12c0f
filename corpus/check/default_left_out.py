# expect: LBZ201 or LBZ202 line 14
import numpy as np


class Margin:
    def __init__(self, C=1.0):
        self.C = C

    def loss(self, w, X, t):
        return 0.5 * w @ w + self.C * np.sum(np.log1p(np.exp(-t * (X @ w))))

    def gradient(self, w, X, t):
        p = 1 / (1 + np.exp(t * (X @ w)))
        return w - X.T @ (t * p)


rng = np.random.default_rng(6)
X = rng.normal(size=(20, 3))
t = np.sign(X[:, 0])
w = np.zeros(3)
model = Margin()
for _ in range(30):
    w -= 0.1 * model.gradient(w, X, t)
print(model.loss(w, X, t))
