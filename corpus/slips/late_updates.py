import numpy as np

rng = np.random.RandomState(2)
X = rng.randn(20, 4)
t = rng.randn(20, 3)
W1 = rng.randn(4, 6) * 0.3
W2 = rng.randn(6, 3) * 0.3
lr = 0.05
for step in range(200):
    h = np.tanh(X @ W1)
    y = h @ W2
    loss = 0.5 * np.sum((y - t) ** 2) / len(X)
    dy = (y - t) / len(X)
    dW2 = h.T @ dy
    dh = dy @ W2.T * (1 - h ** 2)
    W2 -= lr * dW2
    dW1 = X.T @ dh  #!! dW1 = X.T @ (dy @ W2.T * (1 - h ** 2))
    W1 -= lr * dW1
print(loss)
