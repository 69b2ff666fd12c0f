import numpy as np

rng = np.random.default_rng(0)
n = 200
x = rng.uniform(-1, 1, size=(n, 2))
y = rng.normal(size=n)
H = 16
params = {
    "W1": rng.normal(size=(2, H)) / np.sqrt(2),
    "b1": np.zeros(H),
    "W2": rng.normal(size=(H, 1)) / np.sqrt(H),
    "b2": np.zeros(1),
}


def forward(params, x):
    z = x @ params["W1"] + params["b1"]
    h = np.sin(z)
    out = h @ params["W2"] + params["b2"]
    return out[:, 0], (z, h)


def loss_and_grads(params, x, y):
    pred, (z, h) = forward(params, x)
    err = pred - y
    loss = 0.5 * np.mean(err ** 2)
    g = err[:, None] / len(y)
    grads = {}
    grads["W2"] = h.T @ g
    grads["b2"] = g.sum(0)
    gh = g @ params["W2"].T
    gz = gh * np.cos(z)  #!! gz = gh * np.cos(h)
    grads["W1"] = x.T @ gz
    grads["b1"] = gz.sum(0)  #!! grads["b1"] = gz.mean(0)
    return loss, grads


lr = 0.1
for step in range(200):
    loss, grads = loss_and_grads(params, x, y)
    for k in params:
        params[k] -= lr * grads[k]
