# expect: LBZ101 line 11
# Pairs of voices, of which the text says how many there are by half of them.
import numpy as np


def blend(voices, take):
    """
    voices: (V, E) features
    take: (B, 2m) numbers of voices
    """
    mixed = voices[take].mean(axis=1)  # (B, 2m)
    return mixed


rng = np.random.RandomState(4)
voices = rng.randn(11, 7)
take = np.array([[0, 3, 5, 9], [1, 2, 10, 4], [6, 7, 8, 0]])
print(blend(voices, take))
