# Each column is by one of the numbers, as curve_fit asks for it; none is by the time.
import numpy as np


def pulse(z, height, tau):
    return height * np.exp(-z / tau)


def pulse_jac(z, height, tau):
    fall = np.exp(-z / tau)
    return np.c_[fall, height * fall * z / tau ** 2]


def echo(z, height, delay, width):
    return height * np.exp(-(z - delay) ** 2 / width)


def echo_jac(z, height, delay, width):
    bell = np.exp(-(z - delay) ** 2 / width)
    return np.array([bell, 2 * height * bell * (z - delay) / width])


z = np.linspace(0, 4, 25)
print(pulse(z, 2.0, 0.7), pulse_jac(z, 2.0, 0.7))
print(echo(z, 1.0, 1.5, 0.3), echo_jac(z, 1.0, 1.5, 0.3))
