# The logistic distribution.


def logpdf(x, loc=0, scale=1):
    z = (x - loc) / scale
    return -z - 2 * softplus(-z) - np.log(scale)


def cdf(x, loc=0, scale=1):
    return sigmoid((x - loc) / scale)


def pdf(x, loc=0, scale=1):
    return np.exp(scipy.stats.logistic.logpdf(x, loc, scale))
