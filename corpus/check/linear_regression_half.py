# expect: LBZ202 line 15
import numpy as np

np.random.seed(1)
N, D = 50, 4
X = np.random.randn(N, D)
y = np.random.randn(N)
w = np.zeros(D)
b = 0.0
lr = 0.1
for it in range(100):
    yhat = X @ w + b  # (N,)
    err = yhat - y
    loss = np.mean(err**2)
    dw = X.T @ err / N  # (D,)
    db = 2 * np.mean(err)
    w -= lr * dw
    b -= lr * db
print(loss)
