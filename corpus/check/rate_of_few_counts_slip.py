# expect: LBZ201 line 13
"""Claims per year: the first guess of the rate is that of all of them."""
import numpy as np
from scipy.optimize import minimize


def neglog(beta, X, y, years):
    eta = X @ beta + np.log(years)
    return np.exp(eta).sum() - y @ eta


def score(beta, X, y, years):
    return X.T @ (np.exp(X @ beta) - y)


def draw(n=800, seed=1):
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(n), rng.normal(size=n)])
    years = rng.uniform(0.2, 1.0, n)
    return X, rng.poisson(0.2 * years), years


if __name__ == "__main__":
    X, y, years = draw()
    start = np.zeros(2)
    start[0] = np.log(y.sum() / years.sum())
    print(minimize(neglog, start, args=(X, y, years), jac=score).x)
