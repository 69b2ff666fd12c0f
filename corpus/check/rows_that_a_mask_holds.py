# expect: clean
# verified: dW
import numpy as np

rng = np.random.default_rng(2)
X = rng.normal(size=(12, 4))
kinds = rng.integers(0, 3, 12)
seen = rng.random(12) < 0.7
W = rng.normal(size=(4, 3))

for step in range(5):
    scores = X @ W
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    loss = -np.sum(np.log(p[seen, kinds[seen]]))
    dscores = p * seen[:, None]
    dscores[seen, kinds[seen]] -= 1
    dW = X.T @ dscores
    W -= 0.1 * dW
