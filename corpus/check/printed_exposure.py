# expect: clean
# verified: score
"""Counts per hour on shifts of different length."""
import numpy as np


def loglik(theta, shifts, counts, hours):
    rate = shifts @ theta + np.log(hours)
    return np.sum(counts * rate - np.exp(rate))


def score(theta, shifts, counts, hours):
    """The gradient of the log-likelihood."""
    # the hours of a shift count for the mean, too
    mean = hours * np.exp(shifts @ theta)
    return shifts.T @ (counts - mean)


def fit(shifts, counts, hours, rounds=20):
    theta = np.zeros(shifts.shape[1])
    for _ in range(rounds):
        theta = theta + 0.01 * score(theta, shifts, counts, hours)
    return theta


if __name__ == "__main__":
    rng = np.random.default_rng(7)
    shifts = rng.normal(size=(40, 3))
    hours = rng.uniform(1, 8, size=40)
    print(fit(shifts, rng.poisson(2.0, size=40), hours))
