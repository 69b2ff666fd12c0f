# verified: do, dWo, dbo
# The p of the function is a probability, and what goes a step by that letter is what a loop calls
# so.
import numpy as np

rng = np.random.default_rng(2)
Wo = rng.normal(size=(6, 9)) * 0.4
bo = rng.normal(size=6)
roads = rng.normal(size=5)
signs = rng.normal(size=4)
taken = 2


def route(roads, signs):
    cat = np.concatenate([roads, signs])
    o = Wo @ cat + bo
    p = np.exp(o - o.max()); p /= p.sum()
    return -np.log(p[taken]), (cat, p)


for day in range(40):
    loss, (cat, p) = route(roads, signs)
    do = p.copy(); do[taken] -= 1
    dWo = np.outer(do, cat)
    dbo = do
    for P, G in ((Wo, dWo), (bo, dbo)):
        P -= 0.1 * G
print(loss)
