# expect: clean
import numpy as np

N, D, H = 40, 3, 5
X = np.random.randn(N, D)
T = (X[:, 0] * X[:, 1] > 0).astype(float)
A = np.random.randn(D, H)
a = np.zeros(H)
v = np.random.randn(H)
c = 0.1


def forward(X, A, a, v, c):
    Z = 1 / (1 + np.exp(-(X.dot(A) + a)))
    Y = 1 / (1 + np.exp(-(Z.dot(v) + c)))
    return Y, Z


def log_likelihood(T, Y):
    return np.sum(T * np.log(Y) + (1 - T) * np.log(1 - Y))


def derivative_v(Z, T, Y):
    return (T - Y).dot(Z)


def derivative_c(T, Y):
    return (T - Y).sum()


def derivative_A(X, Z, T, Y, v):
    back = np.outer(T - Y, v) * Z * (1 - Z)
    return X.T.dot(back)


rate = 0.001
for epoch in range(3):
    Y, Z = forward(X, A, a, v, c)
    ll = log_likelihood(T, Y)
    gv = derivative_v(Z, T, Y)
    gc = derivative_c(T, Y)
    gA = derivative_A(X, Z, T, Y, v)
    v += rate * gv
    c += rate * gc
    A += rate * gA
