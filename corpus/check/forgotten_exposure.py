# expect: LBZ201 line 13 of score
import numpy as np


def loglik(b, X, y, time):
    eta = X @ b + np.log(time)
    return np.sum(y * eta - np.exp(eta))


def score(b, X, y, time):
    # how long each was watched
    # belongs to what is expected
    return X.T @ (y - np.exp(X @ b))


def fit(X, y, time):
    b = np.zeros(X.shape[1])
    for _ in range(30):
        b = b + 0.01 * score(b, X, y, time)
    return b


rng = np.random.default_rng(3)
X = rng.normal(size=(30, 2))
time = rng.uniform(0.5, 2.0, size=30)
y = rng.poisson(time)
b = fit(X, y, time)
print(b, loglik(b, X, y, time))
