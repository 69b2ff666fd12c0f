# expect: LBZ201 line 8
import numpy as np
def loss(U, V, i, j, r):
    return (r - U[i].dot(V[j])) ** 2
def gradients(U, V, i, j, r):
    e = r - U[i].dot(V[j])
    grad_U = -2 * e * V[j]
    grad_V = 2 * e * U[i]
    return grad_U, grad_V
U = np.random.randn(6, 3)
V = np.random.randn(5, 3)
R = np.random.rand(6, 5)
print(gradients(U, V, 0, 1, R[0, 1]))
