# verified: slope
# Levels that are written out are taken in metres above the lowest.
import numpy as np
from scipy.optimize import minimize

# metres above the mean
level = np.array([[1.2, -0.4, 0.8], [0.3, 0.9, -1.1], [-2.5, -3.1, -0.7], [2.2, 1.7, 0.6]])
hours = np.array([0.0, 1.5, 3.0, 4.5])
n, m = level.shape
Y = np.log(5 + level)
F = np.column_stack([np.ones(n), hours])


def misfit(b):
    B = b.reshape(2, m)
    E = F @ B - Y
    return 0.5 * np.sum(E ** 2)


def slope(b):
    B = b.reshape(2, m)
    E = F @ B - Y
    return (F.T @ E).ravel()


fit = minimize(misfit, np.zeros(2 * m), jac=slope, method='BFGS')
B = fit.x.reshape(2, m)
print(B, np.sqrt(np.sum((F @ B - Y) ** 2, axis=0)))
