# The Cauchy distribution.


def logpdf(x, loc=0, scale=1):
    return -np.log(np.pi) - np.log(scale) - np.log1p(((x - loc) / scale) ** 2)


def pdf(x, loc=0, scale=1):
    return np.exp(scipy.stats.cauchy.logpdf(x, loc, scale))
