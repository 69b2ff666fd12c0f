import numpy as np

rng = np.random.RandomState(0)
n, d = 30, 4
A = rng.rand(n, d)
b = rng.rand(n)
lam = 0.1


def f(w):
    r = A.dot(w) - b
    return 0.5 * r.dot(r) + 0.5 * lam * w.dot(w)


def grad_f(w):
    return A.T.dot(A.dot(w) - b) + lam * w  #!! return A.T.dot(A.dot(w) - b)


def hess_f(w):
    return A.T.dot(A) + lam * np.eye(d)  #!! return A.T.dot(A) + lam


w = np.zeros(d)
for k in range(5):
    w = w - np.linalg.solve(hess_f(w), grad_f(w))
