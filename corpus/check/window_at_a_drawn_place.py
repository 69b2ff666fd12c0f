# expect: clean
import numpy as np

np.random.seed(0)
data = np.random.randn(200, 3)
target = np.random.randn(200)
w = np.zeros(3)
T = 20
for it in range(100):
    s = np.random.randint(0, len(data) - T)
    X = data[s:s + T]
    y = target[s:s + T]
    err = X @ w - y
    loss = np.mean(err ** 2)
    dw = 2 * X.T @ err / T
    w -= 0.1 * dw
print(loss)
