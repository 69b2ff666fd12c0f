# expect: LBZ206 line 20
import numpy as np

def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

def softmax_prime(z):
    s = softmax(z)
    return s * (1 - s)

np.random.seed(0)
X = np.random.randn(8, 4)
W = np.random.randn(4, 3)
T = np.random.rand(8, 3)
Z = X.dot(W)
P = softmax(Z)
loss = np.mean(np.sum((P - T) ** 2, axis=1))
dP = 2 * (P - T) / len(X)
dZ = dP * softmax_prime(Z)
dW = X.T.dot(dZ)
