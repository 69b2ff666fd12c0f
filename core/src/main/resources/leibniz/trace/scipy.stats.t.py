# Student's t-distribution.


def logpdf(x, df, loc=0, scale=1):
    z = (x - loc) / scale
    front = gammaln((df + 1) / 2) - gammaln(df / 2) - np.log(np.pi * df) / 2 - np.log(scale)
    return front - (df + 1) / 2 * np.log1p(z**2 / df)


def pdf(x, df, loc=0, scale=1):
    return np.exp(scipy.stats.t.logpdf(x, df, loc, scale))
