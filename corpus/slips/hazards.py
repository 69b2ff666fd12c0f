import numpy as np


def log_partial(beta, Z, months, died):
    score = Z @ beta
    total = 0.0
    for k in np.where(died == 1)[0]:
        still = months >= months[k]
        total += score[k] - np.log(np.sum(np.exp(score[still])))
    return total


def log_partial_grad(beta, Z, months, died):
    score = Z @ beta
    out = np.zeros_like(beta)
    for k in np.where(died == 1)[0]:
        still = months >= months[k]
        risk = np.exp(score[still])
        risk /= risk.sum()
        out += Z[k] - risk @ Z[still]  #!! out += Z[k] - Z[still].mean(axis=0)
    return out


np.random.seed(3)
Z = np.random.randn(25, 2)
months = np.random.exponential(4.0, size=25)
died = (np.random.rand(25) < 0.6).astype(int)
beta = np.zeros(2)
for step in range(80):
    beta += 0.02 * log_partial_grad(beta, Z, months, died)
print(log_partial(beta, Z, months, died))
