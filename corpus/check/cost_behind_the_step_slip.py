# expect: LBZ201 line 46
# The cost that is printed has the penalty of the weights that have gone a step meanwhile.
import numpy as np


def begin(sizes, seed=5):
    rng = np.random.RandomState(seed)
    p = {}
    for k in range(1, len(sizes)):
        p['W' + str(k)] = rng.randn(sizes[k], sizes[k - 1]) * np.sqrt(2. / sizes[k - 1])
        p['b' + str(k)] = np.zeros((sizes[k], 1))
    return p


def squash(z):
    return 1 / (1 + np.exp(-z))


def ahead(X, p):
    last = len(p) // 2
    kept = {'A0': X}
    A = X
    for k in range(1, last + 1):
        Z = p['W' + str(k)] @ A + p['b' + str(k)]
        A = squash(Z) if k == last else np.maximum(0, Z)
        kept['Z' + str(k)] = Z
        kept['A' + str(k)] = A
    return A, kept


def cost(out, Y, p, decay):
    n = Y.shape[1]
    entropy = -np.sum(Y * np.log(out) + (1 - Y) * np.log(1 - out)) / n
    last = len(p) // 2
    penalty = sum(np.sum(p['W' + str(k)] ** 2) for k in range(1, last + 1))
    return entropy + decay / (2 * n) * penalty


def back(p, kept, Y, decay):
    last = len(p) // 2
    n = Y.shape[1]
    grads = {}
    dZ = kept['A' + str(last)] - Y
    for k in range(last, 0, -1):
        before = kept['A' + str(k - 1)]
        grads['dW' + str(k)] = dZ @ before.T / n + decay * p['W' + str(k)]
        grads['db' + str(k)] = np.sum(dZ, axis=1, keepdims=True) / n
        if k > 1:
            dA = p['W' + str(k)].T @ dZ
            dZ = dA * (kept['Z' + str(k - 1)] > 0)
    return grads


def fit(X, Y, sizes, rate=0.05, rounds=1500, decay=0.1):
    p = begin(sizes)
    for i in range(rounds):
        out, kept = ahead(X, p)
        grads = back(p, kept, Y, decay)
        for name in p:
            p[name] = p[name] - rate * grads['d' + name]
        if i % 500 == 0:
            print("cost after %d rounds: %.5f" % (i, cost(out, Y, p, decay)))
    return p


if __name__ == '__main__':
    np.random.seed(3)
    X = np.random.randn(5, 80)
    Y = ((X[0] * X[1] - X[3]) > 0).astype(float).reshape(1, -1)
    fit(X, Y, [5, 10, 6, 1])
