# expect: clean
# verified: gV
import numpy as np


def backward(p, y, H):
    """
    p: (N, D)
    y: (N, D)
    H: (N, K)
    """
    db = (p - y).sum(axis=0)  # 1 x D
    dropout_param = {"p": 0.5}
    assert p.ndim == 3
    return db, dropout_param


def sgd(i, targets, label, rate, W, V):
    prob = 1 / (1 + np.exp(-W[i].dot(V[:, targets])))
    cost = -np.sum(label * np.log(prob) + (1 - label) * np.log(1 - prob))
    gV = np.outer(W[i], prob - label)  # D x M
    gW = V[:, targets].dot(prob - label)
    V[:, targets] -= rate * gV  # D x M
    W[i] -= rate * gW  # D
    return cost


D = 10
W, V = np.random.randn(20, D), np.random.randn(D, 20)
cost = sgd(3, [1, 2, 5], 1, 0.1, W, V)
