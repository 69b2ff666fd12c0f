"""The Hessian of logistic regression: the data, weighed by the variance of each label."""
# wrt: w:w
import numpy as np

X: (n, d)
y: (n,)
w: (d,)

p = sigmoid(X @ w)
loss = -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
