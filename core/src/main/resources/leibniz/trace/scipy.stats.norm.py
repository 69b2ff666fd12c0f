# The normal distribution.


def logpdf(x, loc=0, scale=1):
    return -(((x - loc) / scale) ** 2) / 2 - np.log(scale) - np.log(2 * np.pi) / 2


def pdf(x, loc=0, scale=1):
    return np.exp(-(((x - loc) / scale) ** 2) / 2) / (scale * np.sqrt(2 * np.pi))


def cdf(x, loc=0, scale=1):
    return ndtr((x - loc) / scale)


def sf(x, loc=0, scale=1):
    return ndtr((loc - x) / scale)


def logcdf(x, loc=0, scale=1):
    return log_ndtr((x - loc) / scale)


def logsf(x, loc=0, scale=1):
    return log_ndtr((loc - x) / scale)


def ppf(q, loc=0, scale=1):
    return loc + scale * np.sqrt(2) * erfinv(2 * q - 1)
