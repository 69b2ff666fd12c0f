import numpy as np


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x ** 3)))


def gelu_grad(x):
    c = np.sqrt(2 / np.pi)
    t = np.tanh(c * (x + 0.044715 * x ** 3))
    return 0.5 * (1 + t) + 0.5 * x * (1 - t ** 2) * c * (1 + 3 * 0.044715 * x ** 2)  #!! return 0.5 * (1 + t) + 0.5 * x * (1 - t ** 2) * c * (1 + 0.044715 * x ** 2)


def swish(x, beta=1.0):
    return x / (1 + np.exp(-beta * x))


def swish_derivative(x, beta=1.0):
    s = 1 / (1 + np.exp(-beta * x))
    return s + beta * x * s * (1 - s)  #!! return s + x * (1 - s)


def leaky_relu(x, a=0.01):
    return np.where(x > 0, x, a * x)


def leaky_relu_prime(x, a=0.01):
    return np.where(x > 0, 1.0, a)  #!! return np.where(x > 0, 1.0, 0.0)
