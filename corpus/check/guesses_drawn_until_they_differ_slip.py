# expect: LBZ201 line 23
import random
import numpy as np


def others(entry, count, wanted):
    """Entries that are drawn beside one; the same may be there twice."""
    drawn = []
    while len(drawn) < wanted:
        k = random.randint(0, count - 1)
        if k != entry:
            drawn.append(k)
    return drawn


def misfit(query, entry, entries, beside):
    near = entries[entry] @ query
    far = entries[beside] @ query
    value = (near - 1) ** 2 + np.sum(far ** 2)
    dquery = 2 * (near - 1) * entries[entry] + entries[beside].T @ (2 * far)
    dentries = np.zeros_like(entries)
    dentries[entry] = 2 * (near - 1) * query
    dentries[beside] += np.outer(2 * far, query)
    return value, dquery, dentries


if __name__ == "__main__":
    random.seed(3)
    np.random.seed(3)
    entries = np.random.randn(6, 4) * 0.3
    queries = np.random.randn(3, 4) * 0.3
    for step in range(60):
        total = 0.0
        for q, entry in enumerate([0, 3, 5]):
            value, dquery, dentries = misfit(
                queries[q], entry, entries, others(entry, len(entries), 4))
            total += value
            queries[q] -= 0.05 * dquery
            entries -= 0.05 * dentries
    print(total)
