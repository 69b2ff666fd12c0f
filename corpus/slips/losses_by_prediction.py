import numpy as np


def mse_loss(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def mse_loss_derivative(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_true.size  #!! return (y_pred - y_true) / y_true.size


def binary_cross_entropy(y_true, y_pred):
    return np.mean(-y_true * np.log(y_pred) - (1 - y_true) * np.log(1 - y_pred))


def binary_cross_entropy_derivative(y_true, y_pred):
    return ((1 - y_true) / (1 - y_pred) - y_true / y_pred) / np.size(y_true)  #!! return ((1 - y_true) / (1 - y_pred) + y_true / y_pred) / np.size(y_true)


def tanh(x):
    return np.tanh(x)


def tanh_prime(x):
    return 1 - np.tanh(x) ** 2  #!! return 1 - np.tanh(x)


def relu(x):
    return np.maximum(x, 0)


def relu_prime(x):
    return (x > 0).astype(float)  #!! return (x > 1).astype(float)


def softplus(x):
    return np.log1p(np.exp(x))


def softplus_prime(x):
    return 1 / (1 + np.exp(-x))  #!! return 1 / (1 + np.exp(x))
