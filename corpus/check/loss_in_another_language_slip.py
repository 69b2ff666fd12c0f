# expect: LBZ201 line 16
import numpy as np

rng = np.random.RandomState(4)
N = 120
points = np.vstack([rng.randn(N // 2, 3) + 1.0, rng.randn(N // 2, 3) - 1.0])
klasse = np.concatenate([np.ones(N // 2), np.zeros(N // 2)]).reshape(-1, 1)
W = rng.randn(3, 1) * 0.1
b = np.zeros(1)
strafe = 0.02
verlauf = []
for runde in range(200):
    p = 1 / (1 + np.exp(-(points @ W + b)))
    fehlermass = -np.mean(klasse * np.log(p) + (1 - klasse) * np.log(1 - p)) + strafe * np.sum(W ** 2)
    verlauf.append(fehlermass)
    dW = points.T @ (p - klasse) / N + strafe * W
    db = np.mean(p - klasse)
    W = W - 0.4 * dW
    b = b - 0.4 * db
print("am Ende", verlauf[-1])
