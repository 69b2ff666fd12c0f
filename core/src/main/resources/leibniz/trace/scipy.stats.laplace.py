# The Laplace distribution.


def logpdf(x, loc=0, scale=1):
    return -np.abs(x - loc) / scale - np.log(2 * scale)


def pdf(x, loc=0, scale=1):
    return np.exp(scipy.stats.laplace.logpdf(x, loc, scale))
