# expect: LBZ207 line 32
import numpy as np


def start(sizes):
    np.random.seed(1)
    params = {}
    for l in range(1, len(sizes)):
        params["W" + str(l)] = np.random.randn(sizes[l], sizes[l - 1]) * 0.3
        params["b" + str(l)] = np.zeros((sizes[l], 1))
    return params


def forward(X, params):
    A, caches = X, []
    for l in range(1, len(params) // 2 + 1):
        Z = params["W" + str(l)] @ A + params["b" + str(l)]
        caches.append((A, params["W" + str(l)], Z))
        A = np.tanh(Z)
    return A, caches


def backward(A, Y, caches):
    grads = {}
    m = Y.shape[1]
    dA = (A - Y) / m
    for l in reversed(range(len(caches))):
        A_prev, W, Z = caches[l]
        dZ = dA * (1 - np.tanh(Z) ** 2)
        grads["dW" + str(l + 1)] = dZ @ A_prev.T
        grads["db" + str(l + 1)] = np.sum(dZ, axis=1, keepdims=True)
        dA = W.T @ dA
    return grads


def train(X, Y, sizes, rounds=300, lr=0.01):
    params = start(sizes)
    v = {"d" + k: np.zeros(p.shape) for k, p in params.items()}
    s = {"d" + k: np.zeros(p.shape) for k, p in params.items()}
    for i in range(rounds):
        A, caches = forward(X, params)
        cost = np.sum((A - Y) ** 2) / (2 * Y.shape[1])
        grads = backward(A, Y, caches)
        for k in params:
            g = grads["d" + k]
            v["d" + k] = 0.9 * v["d" + k] + 0.1 * g
            s["d" + k] = 0.99 * s["d" + k] + 0.01 * np.power(g, 2)
            params[k] = params[k] - lr * v["d" + k] / (np.sqrt(s["d" + k]) + 1e-8)
        if i % 100 == 0:
            print(i, cost)
    return params


X = np.random.RandomState(3).randn(4, 30)
train(X, np.sign(X[:1]), [4, 5, 1])
