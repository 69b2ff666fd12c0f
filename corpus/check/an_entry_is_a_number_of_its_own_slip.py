# expect: LBZ201 line 13
import numpy as np

np.random.seed(0)
w = np.random.randn(4)
x = np.random.randn(4)


def loss(w):
    return 0.5 * np.sum((w * x) ** 2)


a = w[0]
w[0] -= 0.1
L = loss(w)
# gradient of the loss with respect to w
dw = w * x ** 2
dw[0] = a * x[0] ** 2
print(L, dw)
