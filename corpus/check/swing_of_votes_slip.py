# expect: LBZ201 line 20
import numpy as np
from scipy.optimize import minimize
from scipy.special import expit


def against(district, votes, weight=None, ridge=0.05):
    """Both functions of the swing in each district, for votes of +1 and -1."""
    n, k = district.shape
    if weight is None:
        weight = np.ones(n)
    share = weight / weight.sum()

    def fun(swing):
        margin = votes * (district @ swing)
        return np.sum(share * np.logaddexp(0, -margin)) + 0.5 * ridge * np.sum(swing[1:] ** 2)

    def jac(swing):
        margin = votes * (district @ swing)
        total = -district.T @ (share * votes * expit(margin))
        total[1:] += ridge * swing[1:]
        return total

    return fun, jac


def settle(district, votes, **more):
    full = np.column_stack([np.ones(len(district)), district])
    fun, jac = against(full, votes, **more)
    return minimize(fun, np.zeros(full.shape[1]), jac=jac, method="BFGS").x


if __name__ == "__main__":
    rng = np.random.default_rng(8)
    district = rng.normal(size=(120, 4))
    votes = np.where(rng.random(120) < 0.5, 1.0, -1.0)
    print(settle(district, votes, weight=rng.uniform(0.5, 2.0, 120)))
