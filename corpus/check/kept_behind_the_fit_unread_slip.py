# expect: LBZ202 line 18
# A line that is not read does something with what the fit returns: what the fit computes stands.
import joblib
import numpy as np


def hinge(w, b, X, t):
    margin = 1 - t * (X @ w + b)
    return np.mean(np.maximum(margin, 0) ** 2)


def fit(X, t, steps=200, rate=0.1):
    n, d = X.shape
    w, b = np.zeros(d), 0.0
    for k in range(steps):
        margin = 1 - t * (X @ w + b)
        loss = np.mean(np.maximum(margin, 0) ** 2)
        slack = -t * np.maximum(margin, 0) / n
        dw = X.T @ slack
        db = slack.sum()
        w = w - rate * dw
        b = b - rate * db
    return w, b


rng = np.random.default_rng(3)
X = rng.normal(size=(60, 4))
X = (X - X.mean(axis=0)) / X.std(axis=0)
t = np.where(X[:, 0] > 0, 1.0, -1.0)
joblib.dump(joblib.Parallel().keep(fit(X, t), X), 'margin.joblib')
