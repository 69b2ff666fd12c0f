# expect: LBZ201 line 14
import numpy as np

def sigmoid(x):
  return 1.0 / (1.0 + np.exp(-x))

N, D = 20, 3
X = np.random.randn(N, D)
t = np.random.rand(N)
w = np.zeros(D)
for it in xrange(500):
  p = sigmoid(X.dot(w))
  loss = -np.mean(t * np.log(p) + (1 - t) * np.log(1 - p))
  dw = X.T.dot(t - p) / N
  w -= 0.1 * dw
  if it % 100 == 0:
    print "iteration", it, "loss", loss
print 'done in %d steps' % 500
