# The exponential distribution.


def logpdf(x, loc=0, scale=1):
    return -(x - loc) / scale - np.log(scale)


def cdf(x, loc=0, scale=1):
    return -np.expm1(-(x - loc) / scale)


def pdf(x, loc=0, scale=1):
    return np.exp(scipy.stats.expon.logpdf(x, loc, scale))
