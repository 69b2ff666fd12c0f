# expect: clean
# verified: dL_dslope, dL_dshift
import numpy as np


def dL_dslope(slope, shift, hours, marks):
    return 2 * np.mean((slope * hours + shift - marks) * hours)


def dL_dshift(slope, shift, hours, marks):
    return 2 * np.mean(slope * hours + shift - marks)


def loss(slope, shift, hours, marks):
    return np.mean((slope * hours + shift - marks) ** 2)


hours = np.linspace(0, 1, 40)
marks = 3 * hours + 2
slope, shift = 0.0, 0.0
for i in range(100):
    slope, shift = (
        slope - 0.1 * dL_dslope(slope, shift, hours, marks),
        shift - 0.1 * dL_dshift(slope, shift, hours, marks),
    )
print(slope, shift, loss(slope, shift, hours, marks))
