# expect: LBZ202 line 19
import numpy as np

# the distance of guesses
n, k = 6, 4
aim = np.random.randn(n, k)
guess = np.random.randn(n, k)
e = 0.5 * np.sum((guess - aim) ** 2, axis=1)  # (n,)
de_dguess = guess - aim  # (n, k)

# the distance of what a matrix makes
n, k, m = 6, 4, 2
aim = np.random.randn(n, k)
M = np.random.randn(k, m)
seen = np.random.randn(n, m)
rest = aim - np.einsum("km,nm->nk", M, seen)  # (n, k)
e = 0.5 * np.sum(rest ** 2, axis=1)  # (n,)
de_dguess = -rest  # (n, k)
de_dM = 2 * np.einsum("nk,nm->nkm", de_dguess, seen)  # (n, k, m)
