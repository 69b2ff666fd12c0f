# verified: dcost_dshift
import numpy as np

# how far heights are off
count, width = 6, 3
height = np.random.randn(count, width)
shift = np.random.randn(count, width)
cost = np.square(shift - height)
dcost_dshift = 2 * (shift - height)

# how far what weights make of them is off
height = np.random.randn(count, width)
gain = np.random.randn(2, width)
seen = np.random.randn(count, 2)
left = height - seen @ gain
cost = np.sum(left ** 2, axis=1)
dcost_dshift = -2 * left
