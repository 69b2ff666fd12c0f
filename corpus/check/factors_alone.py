# expect: clean
# verified: dW
import numpy as np
n, d, k = 6, 4, 3
X = np.random.randn(n, d)
W = np.random.randn(d, k)
y = np.random.randn(n, k)
def f(W):
    Z = X @ W  # (n, d) @ (d, k)
    E = Z - y  # (n, k) - (n, k)
    loss = 0.5 * np.sum(E ** 2)
    dW = X.T @ E  # (n, d).T @ (n, k)
    return loss, dW
loss, dW = f(W)
