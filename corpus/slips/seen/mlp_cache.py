"""Two-layer network, samples as rows, parameters and caches in dicts."""
import numpy as np

rng = np.random.default_rng(0)


def init(n_in, n_hidden, n_out):
    return {
        "W1": rng.normal(size=(n_in, n_hidden)) * 0.1,
        "b1": np.zeros(n_hidden),
        "W2": rng.normal(size=(n_hidden, n_out)) * 0.1,
        "b2": np.zeros(n_out),
    }


def softmax(z):
    z = z - z.max(axis=1, keepdims=True)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)


def forward(params, X):
    Z1 = X @ params["W1"] + params["b1"]  # (N, H)
    A1 = np.tanh(Z1)
    Z2 = A1 @ params["W2"] + params["b2"]  # (N, C)
    A2 = softmax(Z2)
    cache = {"X": X, "Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


def loss_fn(A2, Y, params, lam):
    N = Y.shape[0]
    data = -np.sum(Y * np.log(A2 + 1e-12)) / N
    reg = lam * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
    return data + reg


def backward(params, cache, Y, lam):
    N = Y.shape[0]
    grads = {}
    dZ2 = (cache["A2"] - Y) / N  #!! dZ2 = (Y - cache["A2"]) / N
    grads["W2"] = cache["A1"].T @ dZ2 + 2 * lam * params["W2"]  #!! grads["W2"] = cache["A1"].T @ dZ2 + lam * params["W2"]
    grads["b2"] = dZ2.sum(axis=0)
    dA1 = dZ2 @ params["W2"].T
    dZ1 = dA1 * (1 - cache["A1"] ** 2)  #!! dZ1 = dA1 * (1 - cache["Z1"] ** 2)
    grads["W1"] = cache["X"].T @ dZ1 + 2 * lam * params["W1"]  #!! grads["W1"] = cache["X"].T @ dZ1
    grads["b1"] = dZ1.sum(axis=0)  #!! grads["b1"] = dZ1.mean(axis=0)
    return grads


N, D, H, C = 12, 5, 7, 3
X = rng.normal(size=(N, D))
Y = np.eye(C)[rng.integers(0, C, N)]
params = init(D, H, C)
A2, cache = forward(params, X)
loss = loss_fn(A2, Y, params, 0.01)
grads = backward(params, cache, Y, 0.01)
for k in params:
    params[k] -= 0.1 * grads[k]
