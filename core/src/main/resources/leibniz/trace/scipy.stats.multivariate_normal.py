# The normal distribution of vectors.


def logpdf(x, mean, cov):
    d = x - mean
    n = np.shape(cov)[0]
    front = n * np.log(2 * np.pi) + np.linalg.slogdet(cov)[1]
    if np.ndim(d) == 1:
        return -(d @ np.linalg.inv(cov) @ d + front) / 2
    return -(np.einsum("bi,ij,bj->b", d, np.linalg.inv(cov), d) + front) / 2
