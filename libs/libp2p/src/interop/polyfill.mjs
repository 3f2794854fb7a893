// Node 20 lacks Promise.withResolvers, which the newer packages of libp2p use.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new this((a, b) => { resolve = a; reject = b })
  return { promise, resolve, reject }
}
