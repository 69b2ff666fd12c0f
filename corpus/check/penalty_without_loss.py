# expect: clean
# The objective is never computed: the penalty of the weights is seen in the updates alone.
import numpy as np

STRENGTH = 0.02
RATE = 0.05


def fit(X, labels, hidden, rounds=3):
    n = len(X)
    V = np.random.randn(2, hidden) / np.sqrt(2)
    c = np.zeros((1, hidden))
    U = np.random.randn(hidden, 2) / np.sqrt(hidden)
    d = np.zeros((1, 2))
    for _ in range(rounds):
        act = np.tanh(X.dot(V) + c)
        scores = act.dot(U) + d
        expd = np.exp(scores - scores.max(axis=1, keepdims=True))
        prob = expd / expd.sum(axis=1, keepdims=True)
        delta_out = prob
        delta_out[range(n), labels] -= 1
        dU = act.T.dot(delta_out)
        dd = delta_out.sum(axis=0, keepdims=True)
        delta_in = delta_out.dot(U.T) * (1 - act**2)
        dV = X.T.dot(delta_in)
        dc = delta_in.sum(axis=0)
        dU += STRENGTH * U
        dV += STRENGTH * V
        V += -RATE * dV
        c += -RATE * dc
        U += -RATE * dU
        d += -RATE * dd
    return V, c, U, d


points = np.random.randn(9, 2)
fit(points, np.array([0, 1, 1, 0, 1, 0, 0, 1, 1]), 5)
