# Functions of NumPy that are made of others.


def heaviside(x1, x2):
    return np.where(x1 > 0, 1, np.where(x1 < 0, 0, x2))


def logaddexp2(x1, x2):
    return np.logaddexp(x1 * np.log(2), x2 * np.log(2)) / np.log(2)


def sinc(x):
    y = np.pi * np.where(x == 0, 1e-20, x)
    return np.sin(y) / y


def deg2rad(x):
    return x * np.pi / 180


def radians(x):
    return x * np.pi / 180


def rad2deg(x):
    return x * 180 / np.pi


def degrees(x):
    return x * 180 / np.pi


def copysign(x1, x2):
    return np.abs(x1) * np.where(x2 < 0, -1, 1)


def fmod(x1, x2):
    return x1 - x2 * np.trunc(x1 / x2)


def mod(x1, x2):
    return x1 - x2 * np.floor(x1 / x2)


def remainder(x1, x2):
    return x1 - x2 * np.floor(x1 / x2)


def floor_divide(x1, x2):
    return np.floor(x1 / x2)


