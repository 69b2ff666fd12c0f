# expect: LBZ202 line 19
import numpy as np

np.random.seed(1)
m, n = 200, 4
X = np.random.randn(m, n)
true_w = np.array([[1.0], [-2.0], [0.5], [3.0]])
y = (X.dot(true_w) > 0).astype(float)

w = np.zeros((n, 1))
b = 0.0
alpha = 0.1
for i in range(1000):
    z = np.dot(X, w) + b
    a = 1 / (1 + np.exp(-z))
    cost = -(1 / m) * np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))
    dz = a - y
    dw = (1 / m) * np.dot(X.T, dz)
    db = np.sum(dz)
    w = w - alpha * dw
    b = b - alpha * db
    if i % 100 == 0:
        print("cost after iteration {}: {:.4f}".format(i, cost))
