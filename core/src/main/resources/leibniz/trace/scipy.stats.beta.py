# The beta distribution.


def logpdf(x, a, b):
    norm = gammaln(a) + gammaln(b) - gammaln(a + b)
    return (a - 1) * np.log(x) + (b - 1) * np.log1p(-x) - norm


def pdf(x, a, b):
    return np.exp(scipy.stats.beta.logpdf(x, a, b))
