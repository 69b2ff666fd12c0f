# expect: LBZ201 line 15
import numpy as np

time = np.linspace(0.0, 4.0, 12)
level = np.random.rand(12)


def residuals(p):
    return p[0] * np.exp(-p[1] * time) + p[2] - level


def jacobian(p):
    J = np.zeros((12, 3))
    J[:, 0] = np.exp(-p[1] * time)
    J[:, 1] = -p[0] * np.exp(-p[1] * time)
    J[:, 2] = 1.0
    return J
