# The normal distribution.


def logpdf(x, loc=0, scale=1):
    return -(((x - loc) / scale) ** 2) / 2 - np.log(scale) - np.log(2 * np.pi) / 2


def pdf(x, loc=0, scale=1):
    u = (x - loc) / scale / np.sqrt(2)  # as in cdf, so that they are seen to be of one kind
    return np.exp(-(u**2)) / (scale * np.sqrt(2) * np.sqrt(np.pi))


def cdf(x, loc=0, scale=1):
    return erfc((loc - x) / scale / np.sqrt(2)) / 2


def sf(x, loc=0, scale=1):
    return erfc((x - loc) / scale / np.sqrt(2)) / 2


def logcdf(x, loc=0, scale=1):
    return log_ndtr((x - loc) / scale)


def logsf(x, loc=0, scale=1):
    return log_ndtr((loc - x) / scale)


def ppf(q, loc=0, scale=1):
    return loc + scale * np.sqrt(2) * erfinv(2 * q - 1)
