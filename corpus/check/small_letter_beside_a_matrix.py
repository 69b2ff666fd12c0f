# verified: dA
# The offsets begin at 0, and da is by a, and by no A.
import numpy as np

rng = np.random.default_rng(6)
rain = rng.normal(size=(30, 4))
flow = np.sin(rain[:, :1])
stages = [(rng.normal(size=(4, 4)) * 0.3, np.zeros(4)) for _ in range(2)]
out = rng.normal(size=(4, 1))
for month in range(20):
    h = rain
    before, after = [], []
    for (A, a) in stages:
        before.append(h)
        h = np.tanh(h @ A + a)
        after.append(h)
    yhat = h @ out
    loss = 0.5 * np.sum((yhat - flow) ** 2)
    dh = (yhat - flow) @ out.T
    new = []
    for k in reversed(range(len(stages))):
        A, a = stages[k]
        du = dh * (1 - after[k] ** 2)
        dA = before[k].T @ du
        da = du.sum(0)
        dh = du @ A.T
        new.insert(0, (A - 0.01 * dA, a - 0.01 * da))
    stages = new
print(loss)
