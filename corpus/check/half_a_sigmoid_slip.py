# expect: LBZ201 line 20
import numpy as np

X = np.random.randn(30, 4)
won = (X[:, 0] > X[:, 1]) * 1.0
U, u, v = 0.5 * np.random.randn(4, 6), np.zeros(6), np.random.randn(6)


def scores(X, U, u, v):
    S = 1 / (1 + np.exp(-(X.dot(U) + u)))
    return 1 / (1 + np.exp(-S.dot(v))), S


def log_loss(won, P):
    return -np.sum(won * np.log(P) + (1 - won) * np.log(1 - P))


def derivative_U(X, S, won, P, v):
    """The first layer, through its sigmoids."""
    inner = np.outer(P - won, v) * S
    return X.T.dot(inner)


for sweep in range(20):
    P, S = scores(X, U, u, v)
    loss = log_loss(won, P)
    gU = derivative_U(X, S, won, P, v)
    U -= 0.01 * gU
