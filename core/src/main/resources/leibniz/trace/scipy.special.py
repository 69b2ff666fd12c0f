# Functions of the module scipy.special that are made of others.


def gamma(x):
    return np.exp(gammaln(x))


def betaln(a, b):
    return gammaln(a) + gammaln(b) - gammaln(a + b)


def beta(a, b):
    return np.exp(gammaln(a) + gammaln(b) - gammaln(a + b))


def multigammaln(a, d):
    return d * (d - 1) / 4 * np.log(np.pi) + sum([gammaln(a - j / 2) for j in range(d)])


def ndtri(p):
    return np.sqrt(2) * erfinv(2 * p - 1)


def entr(x):
    return -xlogy(x, x)


def rel_entr(x, y):
    return xlogy(x, x / y)


def kl_div(x, y):
    return xlogy(x, x / y) - x + y


def log_expit(x):
    return -softplus(-x)


def exprel(x):
    return np.expm1(x) / x


def huber(delta, r):
    a = np.abs(r)
    return np.where(a <= delta, r**2 / 2, delta * (a - delta / 2))


def pseudo_huber(delta, r):
    return delta**2 * (np.sqrt(1 + (r / delta) ** 2) - 1)


def cbrt(x):
    return np.cbrt(x)


def exp2(x):
    return np.exp2(x)


def i0e(x):
    return np.exp(-np.abs(x)) * scipy.special.i0(x)


def i1e(x):
    return np.exp(-np.abs(x)) * scipy.special.i1(x)


def iv(v, z):
    if v == 0:
        return scipy.special.i0(z)
    if v == 1:
        return scipy.special.i1(z)
    raise ValueError(f"iv is read for the orders 0 and 1, not {v}")
