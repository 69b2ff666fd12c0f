# expect: LBZ203 line 29
import numpy as np

np.random.seed(0)
N, D, H, C = 64, 8, 16, 3
X = np.random.randn(N, D)
Y = np.random.randn(N, C)
params = {
    "W1": np.random.randn(D, H) * 0.1,
    "b1": np.zeros(H),
    "W2": np.random.randn(H, C) * 0.1,
    "b2": np.zeros(C),
}


def forward(params, X):
    z1 = X @ params["W1"] + params["b1"]  # (N, H)
    a1 = np.tanh(z1)
    out = a1 @ params["W2"] + params["b2"]
    return out, (X, a1)


def backward(params, cache, out, Y):
    X, a1 = cache
    N = X.shape[0]
    grads = {}
    dout = 2 * (out - Y) / N
    grads["W2"] = a1.T @ dout
    grads["b2"] = dout.sum(axis=1)
    da1 = dout @ params["W2"].T
    dz1 = da1 * (1 - a1**2)
    grads["W1"] = X.T @ dz1
    grads["b1"] = dz1.sum(axis=0)
    return grads


for step in range(200):
    out, cache = forward(params, X)
    loss = np.sum((out - Y) ** 2) / N
    grads = backward(params, cache, out, Y)
    for k in params:
        params[k] -= 0.1 * grads[k]
    if step % 50 == 0:
        print(step, loss)
