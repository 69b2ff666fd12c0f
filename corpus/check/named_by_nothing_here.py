# A thrower aims; what the name of the last line is by stands nowhere in this text.
import numpy as np

M = np.array([[1.0, 0.2], [0.3, 0.9], [0.1, 0.4]])
throw = np.random.rand(2)
goal = np.random.rand(3)
off = goal - M @ throw
cost = 0.5 * np.sum(off**2)
dcost_dlanding = -off
print(cost, dcost_dlanding)
