# The Poisson distribution.


def logpmf(k, mu):
    return k * np.log(mu) - mu - gammaln(k + 1)
