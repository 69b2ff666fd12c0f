print "loss", loss,
print 'iteration %d / %d: loss %f' % (it, n, loss)
for i in xrange(10): print i
print
print("x"), y
print >>f, x
