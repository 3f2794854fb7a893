// A js-libp2p host that a test steers: commands by line on stdin, events by line on stdout.
//   dial ADDRESS | publish TEXT | publish-zeros BYTES | ping PEER
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'
import { gossipsub } from '@chainsafe/libp2p-gossipsub'
import { quic } from '@chainsafe/libp2p-quic'
import { identify } from '@libp2p/identify'
import { ping } from '@libp2p/ping'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'

const TOPIC = 'anvil-cluster'
const say = (...words) => process.stdout.write(words.join(' ') + '\n')

// The id of the specification; js-libp2p's own default differs.
const messageId = (message) => {
  const number = Buffer.alloc(8)
  number.writeBigUInt64BE(message.sequenceNumber)
  return Buffer.concat([message.from.toMultihash().bytes, number])
}

const node = await createLibp2p({
  addresses: { listen: ['/ip4/127.0.0.1/udp/0/quic-v1'] },
  transports: [quic()],
  connectionMonitor: { enabled: false },
  services: {
    identify: identify(),
    ping: ping(),
    pubsub: gossipsub({
      allowPublishToZeroTopicPeers: true,
      msgIdFn: messageId,
      // All hosts of a test share one address.
      scoreParams: { IPColocationFactorWeight: 0 }
    })
  }
})
const pubsub = node.services.pubsub

node.addEventListener('peer:connect', (event) => say('CONNECTED', event.detail.toString()))
node.addEventListener('peer:disconnect', (event) => say('DISCONNECTED', event.detail.toString()))
node.addEventListener('peer:identify', (event) => {
  say('IDENTIFIED', event.detail.peerId.toString(), event.detail.agentVersion, event.detail.listenAddrs.join(','))
})
pubsub.addEventListener('message', (event) => {
  const digest = createHash('sha256').update(event.detail.data).digest('hex')
  say('GOSSIP', event.detail.from.toString(), event.detail.data.length, digest)
})
pubsub.subscribe(TOPIC)

const commands = {
  dial: async (address) => {
    await node.dial(multiaddr(address))
    say('DIALED')
  },
  publish: (text) => pubsub.publish(TOPIC, Buffer.from(text)),
  'publish-zeros': (bytes) => pubsub.publish(TOPIC, Buffer.alloc(Number(bytes))),
  ping: async (peer) => {
    const connection = node.getConnections().find((known) => known.remotePeer.toString() === peer)
    say('PONG', await node.services.ping.ping(connection.remotePeer))
  },
  mesh: () => say('MESH', pubsub.getMeshPeers(TOPIC).join(','))
}

createInterface({ input: process.stdin })
  .on('line', async (line) => {
    const [command, argument] = line.split(' ')
    try {
      await commands[command](argument)
    } catch (failure) {
      say('FAILED', command, failure.message.replaceAll('\n', ' '))
    }
  })
  // Whoever started us is gone.
  .on('close', () => process.exit(0))

say('LISTENS', node.getMultiaddrs()[0].toString())
