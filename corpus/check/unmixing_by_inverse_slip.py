# expect: LBZ201 line 14
import numpy as np


def log_likelihood(W, X):
    Y = X @ W.T
    return -np.sum(np.log(np.cosh(Y))) / len(X) + np.log(np.abs(np.linalg.det(W)))


def uphill(W, X):
    Y = X @ W.T
    first = -np.tanh(Y).T @ X / len(X)

    return first + np.linalg.inv(W)


def separate(X, rounds=100):
    W = np.eye(X.shape[1])
    for _ in range(rounds):
        W += 0.05 * uphill(W, X)
    return W


if __name__ == "__main__":
    X = np.loadtxt("mixed.dat")
    W = separate(X)
