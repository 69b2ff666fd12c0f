"""Logistic regression with labels 0 and 1: the mean negative log-likelihood."""
import numpy as np

B, D = 100, 8
X: (B, D)
y: (B,)
w: (D,)

p = sigmoid(X @ w)
loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
