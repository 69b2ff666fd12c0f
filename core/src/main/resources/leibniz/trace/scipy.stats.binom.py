# The binomial distribution.


def logpmf(k, n, p):
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return ways + k * np.log(p) + (n - k) * np.log1p(-p)
