# expect: LBZ201 line 52
import numpy as np

# Two layer graph convolutional network, random-walk normalisation D^-1 (A + I).
# Node classification with a training mask.

np.random.seed(10)

n_nodes, n_feat, n_hid, n_cls = 14, 5, 6, 3
A = (np.random.rand(n_nodes, n_nodes) < 0.2).astype(float)
A = np.maximum(A, A.T)
np.fill_diagonal(A, 1.0)
A_hat = A / A.sum(axis=1, keepdims=True)

labels = np.random.randint(0, n_cls, n_nodes)
X = np.random.randn(n_nodes, n_feat)
X[:, :n_cls] += 1.5 * np.eye(n_cls)[labels]
train_mask = np.arange(n_nodes) % 3 != 0


def init(fan_in, fan_out):
    lim = np.sqrt(6 / (fan_in + fan_out))
    return np.random.uniform(-lim, lim, (fan_in, fan_out))


def forward(W0, W1):
    AX = A_hat @ X
    Z0 = AX @ W0
    H = np.maximum(Z0, 0)
    AH = A_hat @ H
    logits = AH @ W1
    logits = logits - logits.max(axis=1, keepdims=True)
    P = np.exp(logits)
    P /= P.sum(axis=1, keepdims=True)
    return AX, Z0, H, AH, P


def loss(W0, W1):
    P = forward(W0, W1)[-1]
    picked = P[np.arange(n_nodes), labels][train_mask]
    return -np.mean(np.log(picked))


def backward(W0, W1):
    AX, Z0, H, AH, P = forward(W0, W1)
    dlogits = P.copy()
    dlogits[np.arange(n_nodes), labels] -= 1
    dlogits[~train_mask] = 0
    dlogits /= train_mask.sum()
    dW1 = AH.T @ dlogits
    dAH = dlogits @ W1.T
    dH = A_hat @ dAH
    dZ0 = dH * (Z0 > 0)
    dW0 = AX.T @ dZ0
    return dW0, dW1


W0 = init(n_feat, n_hid)
W1 = init(n_hid, n_cls)
for epoch in range(60):
    g0, g1 = backward(W0, W1)
    W0 -= 0.5 * g0
    W1 -= 0.5 * g1
    if epoch % 20 == 0:
        pred = forward(W0, W1)[-1].argmax(1)
        acc = (pred == labels)[~train_mask].mean()
        print("epoch", epoch, "loss", loss(W0, W1), "test acc", acc)
