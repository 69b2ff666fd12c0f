# expect: clean
# verified: nabla
import numpy as np

np.random.seed(9)
t = np.random.uniform(-1, 1, 50)
target = np.cos(2 * t)
P = np.vander(t, 4, increasing=True)
w = np.zeros(4)
v = np.zeros(4)
for epoch in range(300):
    ahead = w + 0.8 * v
    resid = P.dot(ahead) - target
    loss = 0.5 * np.mean(resid ** 2) + 0.005 * np.sum(ahead[1:] ** 2)
    nabla = P.T.dot(resid) / len(t)
    nabla[1:] += 0.01 * ahead[1:]
    v = 0.8 * v - 0.1 * nabla
    w = w + v
print(w)
