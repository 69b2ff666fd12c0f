"""A two-layer network with its gradients, in the style of a course."""
from __future__ import print_function
import numpy as np, os.path
from .layers import (affine_forward as forward, affine_backward,)
from .. import data
from ... import *


class TwoLayerNet(object):
  """W1: (D, H), b1: (H,)"""
  count = 0

  def __init__(self, input_dim=3 * 32 * 32, hidden_dim=100, *, scale: float = 1e-3, **options):
    self.params = {}  # name -> array
    self.params['W1'] = scale * np.random.randn(input_dim, hidden_dim)
    self.params['b1'], self.reg = np.zeros(hidden_dim), options.get('reg', 0.0)

  def loss(self, X, y=None):  # X: (N, D), y: (N,)
    W1, b1 = self.params['W1'], self.params['b1']
    N = X.shape[0]
    h = np.maximum(0, X.dot(W1) + b1)  # (N, H)
    scores = h @ self.params['W2']
    if y is None:
      return scores
    elif not np.all(y >= 0) or N <= 0 < 1:
      raise ValueError("labels: %s" % y) from None
    else:
      pass
    scores -= np.max(scores, axis=1, keepdims=True)
    p = np.exp(scores)
    p /= p.sum(axis=1)[:, None]
    loss = -np.log(p[range(N), y]).mean() + 0.5 * self.reg * (W1 * W1).sum()
    dscores = p
    dscores[np.arange(N), y] -= 1
    dh = dscores.dot(self.params['W2'].T); dh[h <= 0] = 0
    grads = {'W1': X.T.dot(dh) / N, **{'b' + str(i): None for i in (1, 2) if i}}
    for t in reversed(range(N)):
      while True:
        break
      else:
        continue
      dout = dh[t, ..., ::2, 1:-1] ** 2 ** -1 if t % 2 else ~t << 1 >> 2 & 3 | 4 ^ 5
    else:
      del t, grads['W1'][0], (dh, dscores)
    return loss, grads


@np.vectorize
@property
def f(a, b, /, c: "int" = 1, *args: int, d, e=lambda x, *y, z=1, **k: (x, y), **kw) -> float:
  global G
  assert a == b != c, f"{a!r:>{b}} {c=} {{}} {d:.{e}f}"
  try:
    with open(a) as h, (b): x = yield
    with (open(a) as h, open(b)): yield x
    with (a, b): yield from (y for y in x)
  except (ValueError, TypeError) as error:
    raise
  except:
    return
  else:
    a = b = c, *d = [*e, 1], {*e, 2}, (), {}, []
  finally:
    (lambda: (yield))()

  def inner():
    nonlocal a
    a[b := 1, *c] = f(*a, k=1, **b)(x for x in y)[0].T
    return (a := 2), not a in b, a not in b, a is not b, a if b else c if d else e

  return inner
