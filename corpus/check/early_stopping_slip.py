# expect: LBZ202 line 16
import numpy as np
import time

N, D = 100, 5
X = np.random.randn(N, D)
y = np.random.randn(N)
w = np.random.randn(D)
start = time.time()
best, patience = float('inf'), 0
history = {'loss': [], 'norm': []}
it = 0
while it < 1000:
    r = X.dot(w) - y
    loss = r.dot(r) / (2 * N)
    grad = X.T.dot(r)
    history['loss'].append(loss)
    history['norm'].append(np.linalg.norm(grad))
    w -= 0.05 * grad
    it += 1
print("took {:.1f} s".format(time.time() - start))
