# The gamma distribution.


def logpdf(x, a, loc=0, scale=1):
    z = (x - loc) / scale
    return (a - 1) * np.log(z) - z - gammaln(a) - np.log(scale)


def pdf(x, a, loc=0, scale=1):
    return np.exp(scipy.stats.gamma.logpdf(x, a, loc, scale))
