import numpy as np


class Denoiser:
    """Cleans spectra; narrow in the middle, and the middle is to be small."""

    def __init__(self, bands, narrow, rng):
        self.w = {'A': rng.normal(0, 0.3, (bands, narrow)), 'B': rng.normal(0, 0.3, (narrow, bands))}

    def run(self, noisy, clean):
        code = np.tanh(noisy @ self.w['A'])
        out = code @ self.w['B']
        mse = np.sum((out - clean) ** 2)
        penalty = 0.1 * np.sum(code ** 2)
        self.kept = noisy, clean, code, out
        return (mse + penalty) / len(noisy)

    def back(self):
        noisy, clean, code, out = self.kept
        d = {}
        dout = 2 * (out - clean)
        d['B'] = code.T @ dout
        dcode = dout @ self.w['B'].T + 0.2 * code
        d['A'] = noisy.T @ (dcode * (1 - code ** 2))
        return d
