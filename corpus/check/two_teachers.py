# expect: clean
import numpy as np


def log_softmax(a):
    a = a - a.max(axis=1, keepdims=True)
    return a - np.log(np.exp(a).sum(axis=1, keepdims=True))


def labels_term(a, y):
    n = len(y)
    logp = log_softmax(a)
    loss = -logp[np.arange(n), y].sum() / n
    g = np.exp(logp)
    g[np.arange(n), y] -= 1
    return loss, g / n


def teacher_term(a, soft):
    n = len(a)
    logp = log_softmax(a)
    loss = -(soft * logp).sum() / n
    return loss, (np.exp(logp) - soft) / n


rs = np.random.RandomState(3)
X = rs.randn(60, 6)
soft = np.exp(log_softmax(X @ rs.randn(6, 4)))
y = soft.argmax(axis=1)
W = np.zeros((6, 4))
w = 0.25
for it in range(150):
    a = X @ W
    l1, g1 = labels_term(a, y)
    l2, g2 = teacher_term(a, soft)
    da = w * g1 + (1 - w) * g2
    W -= 0.5 * X.T @ da
    if it % 50 == 0:
        print(it, l1, l2)
