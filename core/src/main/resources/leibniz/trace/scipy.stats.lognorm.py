# The log-normal distribution.


def logpdf(x, s, loc=0, scale=1):
    z = (x - loc) / scale
    density = -(np.log(z) ** 2) / (2 * s**2) - np.log(s) - np.log(z) - np.log(scale)
    return density - np.log(2 * np.pi) / 2


def pdf(x, s, loc=0, scale=1):
    return np.exp(scipy.stats.lognorm.logpdf(x, s, loc, scale))
