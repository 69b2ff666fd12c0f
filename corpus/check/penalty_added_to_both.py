# expect: clean
# verified: grad
import numpy as np


def partial(beta, X, seen):
    theta = np.exp(X @ beta)
    ll = 0.0
    grad = np.zeros(X.shape[1])
    for i in range(len(X)):
        if seen[i]:
            ll += X[i] @ beta - np.log(np.sum(theta[i:]))
            grad += X[i] - theta[i:] @ X[i:] / np.sum(theta[i:])
    return -ll / len(X), -grad / len(X)


rng = np.random.RandomState(0)
X = rng.randn(8, 3)
seen = rng.rand(8) < 0.7
beta = np.zeros(3)
for it in range(20):
    loss, grad = partial(beta, X, seen)
    loss += 0.5 * 0.1 * np.sum(beta ** 2)
    grad += 0.1 * beta
    beta -= 0.3 * grad
print(loss)
