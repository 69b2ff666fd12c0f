# Functions of the module math that are made of others.


def gamma(x):
    return np.exp(gammaln(x))


def degrees(x):
    return x * 180 / np.pi


def radians(x):
    return x * np.pi / 180


def fmod(x, y):
    return x - y * np.trunc(x / y)


def dist(p, q):
    return np.sqrt(np.sum((np.array(p) - np.array(q)) ** 2))
