# expect: clean
# verified: dw, db
"""Labels that say whether enough of a row is in a set of good words."""
import numpy as np

rng = np.random.RandomState(4)
words = rng.randint(1, 9, (6, 5))
good = {2, 3, 5}
y = np.array([sum(t in good for t in row) > 1 for row in words]).astype(float)
x = rng.randn(6, 3)
w = rng.randn(3)
b = 0.0
for _ in range(50):
    p = 1 / (1 + np.exp(-(x @ w + b)))
    loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
    dz = (p - y) / len(y)
    dw = x.T @ dz
    db = dz.sum()
    w -= 0.5 * dw
    b -= 0.5 * db
