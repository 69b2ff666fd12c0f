# expect: clean
import numpy as np


class Logistic:
    def __call__(self, z):
        return 1 / (1 + np.exp(-z))

    def gradient(self, z):
        return self.__call__(z) * (1 - self.__call__(z))


class Leaky:
    def __init__(self, slope=0.1):
        self.slope = slope

    def __call__(self, z):
        return np.where(z >= 0, z, self.slope * z)

    def gradient(self, z):
        return np.where(z >= 0, 1, self.slope)


class SquaredLoss:
    def loss(self, y, y_pred):
        return 0.5 * np.power(y - y_pred, 2)

    def gradient(self, y, y_pred):
        return -(y - y_pred)


class MeanCrossEntropy:
    def loss(self, predicted, actual):
        eps = np.finfo(float).eps
        return -np.mean(actual * np.log(predicted + eps) + (1 - actual) * np.log(1 - predicted + eps))

    def grad(self, predicted, actual):
        return (predicted - actual) / (predicted * (1 - predicted)) / predicted.size
