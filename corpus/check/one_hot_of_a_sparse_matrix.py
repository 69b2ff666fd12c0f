# expect: clean
# verified: grad
import numpy as np
from scipy import sparse


def convert_labels(y, C):
    return sparse.coo_matrix((np.ones_like(y), (y, np.arange(len(y)))), shape=(C, len(y))).toarray()


def softmax(Z):
    e_Z = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return e_Z / e_Z.sum(axis=0)


def cost(X, Y, W):
    return -np.sum(Y * np.log(softmax(W.T.dot(X))))


def grad(X, Y, W):
    E = softmax(W.T.dot(X)) - Y
    return X.dot(E.T)


N, d, C = 10, 3, 5
X = np.random.randn(d, N)
y = np.random.randint(0, C, N)
W = np.random.randn(d, C)
print(cost(X, convert_labels(y, C), W), grad(X, convert_labels(y, C), W))
