# expect: clean
import numpy as np
softplus = lambda x: np.log(1 + np.exp(x))
softplus_prime = lambda x: 1 / (1 + np.exp(-x))

x = np.random.randn(5)
print(softplus(x), softplus_prime(x))
