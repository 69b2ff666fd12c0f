# expect: clean
# Two functions that carry the same number through a loop, one of them with its derivative.
import numpy as np


def log_lik(par, gaps):
    base, jump, fall = par
    state = 0.0
    ll = np.log(base)
    for i in range(len(gaps)):
        state = np.exp(-fall * gaps[i]) * (1.0 + state)
        ll += np.log(base + jump * state)
    return ll - base * np.sum(gaps)


def dlog_lik(par, gaps):
    base, jump, fall = par
    state = 0.0
    dstate = 0.0
    dbase, djump, dfall = 1.0 / base, 0.0, 0.0
    for i in range(len(gaps)):
        fade = np.exp(-fall * gaps[i])
        dstate = -gaps[i] * fade * (1.0 + state) + fade * dstate
        state = fade * (1.0 + state)
        lam = base + jump * state
        dbase += 1.0 / lam
        djump += state / lam
        dfall += jump * dstate / lam
    dbase -= np.sum(gaps)
    return np.array([dbase, djump, dfall])
