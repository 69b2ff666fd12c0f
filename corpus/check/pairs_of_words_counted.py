# expect: clean
# verified: gW, gC
# Pairs are counted in a Counter, which gives 0 for those that it has not, and sorted by both words.
import numpy as np
from collections import Counter, defaultdict


def cooccurrences(words, window=2):
    counts = Counter()
    for i, w in enumerate(words):
        for j in range(max(0, i - window), i):
            counts[(w, words[j])] += 1.0 / (i - j)
            counts[(words[j], w)] += 1.0 / (i - j)
    return [(i, j, x) for (i, j), x in sorted(counts.items())]


def cost_and_gradients(W, C, data):
    cost = 0.0
    gW, gC = np.zeros_like(W), np.zeros_like(C)
    for i, j, x in data:
        r = W[i] @ C[j] - np.log(1 + x)
        cost += 0.5 * x * r ** 2
        gW[i] += x * r * C[j]
        gC[j] += x * r * W[i]
    return cost, gW, gC


ids = defaultdict(int)
for w in "the cat saw the dog".split():
    if w not in ids:
        ids[w] = len(ids)
data = cooccurrences([ids[w] for w in "the cat saw the dog".split()])
W = np.random.randn(len(ids), 3)
C = np.random.randn(len(ids), 3)
for epoch in range(20):
    cost, gW, gC = cost_and_gradients(W, C, data)
    W -= 0.1 * gW
    C -= 0.1 * gC
    print(epoch, cost)
