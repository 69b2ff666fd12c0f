# verified: dsignal
import numpy as np

signal = np.random.randn(6)
taps = np.random.randn(2)
held = np.pad(signal, (1, 1), 'constant')
filtered = held[1:] * taps[0] + held[:-1] * taps[1]
loss = 0.5 * np.sum(filtered ** 2)

dfiltered = filtered
dp = np.zeros(8)
dp[1:] += taps[0] * dfiltered
dp[:-1] += taps[1] * dfiltered
dsignal = dp[1:-1]
print(loss, dsignal)
