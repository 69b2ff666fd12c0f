# The Bernoulli distribution.


def logpmf(k, p):
    return k * np.log(p) + (1 - k) * np.log1p(-p)
