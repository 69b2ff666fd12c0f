# expect: LBZ201 line 25
import numpy as np


class Logistic:
    def __call__(self, z):
        return 1 / (1 + np.exp(-z))

    def gradient(self, z):
        s = self.__call__(z)
        return s * (1 - s)


class Swish:
    def __init__(self, beta=1.5):
        self.beta = beta

    def __call__(self, z):
        return z / (1 + np.exp(-self.beta * z))

    def gradient(self, z):
        s = 1 / (1 + np.exp(-self.beta * z))
        inner = self.beta * z * (1 - s)

        return s * (1 - inner)
