# expect: clean
# verified: grads[0], grads[1]
"""Weights of a net in a list; their gradients are put before those of the layers above."""
import numpy as np

rng = np.random.RandomState(8)
weights = [rng.randn(4, 5) * 0.5, rng.randn(5, 2) * 0.5]
X = rng.randn(20, 4)
Y = rng.randn(20, 2)


def forward(X, weights):
    acts = [X]
    for W in weights[:-1]:
        acts.append(np.maximum(0, acts[-1] @ W))
    acts.append(acts[-1] @ weights[-1])
    return acts


def backward(acts, weights, Y):
    grads = []
    delta = 2 * (acts[-1] - Y) / Y.shape[0]
    for i in range(len(weights) - 1, -1, -1):
        grads.insert(0, acts[i].T @ delta)
        if i > 0:
            delta = (delta @ weights[i].T) * (acts[i] > 0)
    return grads


for it in range(100):
    acts = forward(X, weights)
    loss = np.sum((acts[-1] - Y) ** 2) / Y.shape[0]
    grads = backward(acts, weights, Y)
    for W, g in zip(weights, grads):
        W -= 0.05 * g
