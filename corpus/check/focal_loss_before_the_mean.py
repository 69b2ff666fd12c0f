# expect: clean
import numpy as np


class FocalLoss:
    """Binary focal loss on logits: -(1 - pt)^gamma log(pt), averaged."""

    def __init__(self, gamma=2.0):
        self.gamma = gamma

    def __call__(self, z, y):
        s = np.where(y == 1, 1.0, -1.0)
        pt = 1 / (1 + np.exp(-s * z))
        self.cache = (s, pt)
        return np.mean(-(1 - pt) ** self.gamma * np.log(pt))

    def backward(self):
        s, pt = self.cache
        g = self.gamma
        dpt = g * (1 - pt) ** (g - 1) * np.log(pt) - (1 - pt) ** g / pt
        return dpt * pt * (1 - pt) * s / pt.size


np.random.seed(99)
feat = np.random.randn(200, 3)
y = (feat @ np.array([1.0, -1.0, 0.5]) > 1.5).astype(int)
w, b = np.zeros(3), 0.0
criterion = FocalLoss()
for epoch in range(100):
    loss = criterion(feat @ w + b, y)
    dz = criterion.backward()
    w -= 2.0 * (feat.T @ dz)
    b -= 2.0 * dz.sum()
print("focal loss", loss, "positives", y.sum())
