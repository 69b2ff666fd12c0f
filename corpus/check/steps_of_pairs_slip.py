# expect: LBZ202 line 23
"""Two layers as a list of pairs, and one list of pairs of gradients."""
import numpy as np

rng = np.random.default_rng(5)
stack = [(rng.normal(size=(m, n)), np.zeros(n)) for m, n in [(3, 6), (6, 1)]]
X = rng.normal(size=(30, 3))
y = rng.normal(size=(30, 1))


def run(stack, X):
    h = [X]
    for W, b in stack[:-1]:
        h.append(np.tanh(h[-1] @ W + b))
    W, b = stack[-1]
    return h, h[-1] @ W + b


def back(stack, h, out, y):
    d = (out - y) / len(y)
    grads = []
    for i in reversed(range(len(stack))):
        grads.append((h[i].T @ d, d.mean(axis=0)))
        d = (d @ stack[i][0].T) * (1 - h[i] ** 2)
    return grads[::-1]


for step in range(50):
    h, out = run(stack, X)
    loss = 0.5 * np.mean((out - y) ** 2)
    grads = back(stack, h, out, y)
    stack = [(W - 0.1 * dW, b - 0.1 * db) for (W, b), (dW, db) in zip(stack, grads)]
print(loss)
