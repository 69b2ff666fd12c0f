# expect: LBZ201 line 12
# The last row of the Jacobian was forgotten; that the search takes many rounds says nothing of it.
import numpy as np

def readings(p):
    return np.array([p[0] * p[1], np.sin(p[1]), p[0] * p[2] + p[1]])

def readings_jac(p):
    J = np.zeros((3, 3))
    J[0, 0] = p[1]
    J[0, 1] = p[0]
    J[1, 1] = np.cos(p[1])
    return J


p = np.array([0.4, 0.7, 1.1])
aim = np.array([0.1, 0.2, 0.3])
for it in range(300):
    rest = readings(p) - aim
    p = p - 0.1 * readings_jac(p).T @ rest
print(p)
