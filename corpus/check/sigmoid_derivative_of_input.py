# expect: LBZ207 line 16
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def sigmoid_derivative(x):
    return x * (1 - x)

rng = np.random.default_rng(1)
z = rng.normal(size=(4, 3))
y = rng.normal(size=(4, 3))
a = sigmoid(z)
loss = 0.5 * np.sum((a - y) ** 2)
da = a - y
dz = da * sigmoid_derivative(z)
