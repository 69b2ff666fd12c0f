# expect: clean
# The value comes with its gradient; the step goes along the natural one, which is another direction.
import numpy as np


def unmixing(W, X):
    n = len(X)
    S = X @ W.T
    value = np.log(np.cosh(S)).sum() / n - np.linalg.slogdet(W)[1]
    grad = np.tanh(S).T @ X / n - np.linalg.inv(W).T
    return value, grad


def natural_gradient(W, X):
    grad = unmixing(W, X)[1]
    return grad @ W.T @ W


rng = np.random.default_rng(6)
X = rng.laplace(size=(300, 2)) @ np.array([[1.0, 0.4], [0.7, 1.0]])
W = np.eye(2)
for _ in range(100):
    W = W - 0.1 * natural_gradient(W, X)
print(unmixing(W, X)[0])
