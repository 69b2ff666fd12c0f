# expect: LBZ201 line 25
# A stock that is fished: each season a share is caught that depends on the stock itself. What the
# parameters do to it goes along with it, season by season.
import numpy as np


def seasons(par, catches):
    grow, hold = par
    dgrow = np.array([1., 0.])
    dhold = np.array([0., 1.])
    stock = 1.5
    dstock = np.zeros(2)
    loss, g = 0.0, np.zeros(2)
    for seen in catches:
        fresh = grow * stock
        dfresh = dgrow * stock + grow * dstock
        share = fresh / (fresh + hold)
        dshare = dfresh / (fresh + hold) - fresh * (dfresh + dhold) / (fresh + hold) ** 2
        catch = share * fresh
        dcatch = dshare * fresh + share * dfresh
        off = catch - seen
        loss += 0.5 * off ** 2
        g += off * dcatch
        stock = (1 - share) * fresh
        dstock = (1 - share) * dfresh
    return loss, g


if __name__ == '__main__':
    rng = np.random.default_rng(4)
    catches = 0.6 + 0.1 * rng.normal(size=30)
    par = np.array([1.4, 0.9])
    for _ in range(200):
        loss, g = seasons(par, catches)
        par = par - 0.01 * g
    print(par, loss)
