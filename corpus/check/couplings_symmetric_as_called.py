# verified: dglass
# The couplings are symmetric where the program calls it, and the spins it asks for are signs.
import numpy as np


def glass(spins, couplings, field):
    return -0.5 * spins @ couplings @ spins + field @ spins


def dglass(spins, couplings, field):
    return -(couplings @ spins) + field


rng = np.random.default_rng(4)
half = rng.normal(size=(7, 7))
J = (half + half.T) / 2
np.fill_diagonal(J, 0)
h = 0.1 * rng.normal(size=7)
s = np.sign(rng.normal(size=7))
print(glass(s, J, h), dglass(s, J, h))
