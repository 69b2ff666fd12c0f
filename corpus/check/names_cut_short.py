# expect: clean
# verified: gradQueryVec, gradPassageVecs
# Gradients by what is named in full where it is handed over; the draws are not read.
import numpy as np


def score(queryEmbedVec, goodIdx, passageVectors, badIdx):
    gradPassageVecs = np.zeros_like(passageVectors)
    p = 1 / (1 + np.exp(-passageVectors[goodIdx] @ queryEmbedVec))
    loss = -np.log(p)
    gradQueryVec = (p - 1) * passageVectors[goodIdx]
    gradPassageVecs[goodIdx] += (p - 1) * queryEmbedVec
    for k in badIdx:
        q = 1 / (1 + np.exp(passageVectors[k] @ queryEmbedVec))
        loss -= np.log(q)
        gradQueryVec += (1 - q) * passageVectors[k]
        gradPassageVecs[k] += (1 - q) * queryEmbedVec
    return loss, gradQueryVec, gradPassageVecs


def step(query, good, V, U):
    gradV, gradU = np.zeros_like(V), np.zeros_like(U)
    bad = [(good + k) % len(U) for k in range(1, 5)]
    loss, own, others = score(V[query], good, U, bad)
    gradV[query] += own
    gradU += others
    return loss, gradV, gradU


rng = np.random.RandomState(1)
V, U = rng.randn(6, 4), rng.randn(9, 4)
for i in range(5):
    loss, gradV, gradU = step(i, i + 2, V, U)
    V -= 0.1 * gradV
    U -= 0.1 * gradU
