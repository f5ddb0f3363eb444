// A trainer that plays what it is told to, for tests of whoever watches one: SCRIPT holds the actions as JSON, one after
// the other. It is a real process that really crashes, hangs and ends.
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const tell = (report) => new Promise((resolve) => process.send(report, resolve))

const orders = []
let onOrder = () => {}
process.on('message', (order) => {
  orders.push(order)
  onOrder()
})
// Its parent is gone.
process.on('disconnect', () => process.exit())

async function order(type) {
  while (!orders.some((one) => one.type === type)) await new Promise((resolve) => (onOrder = resolve))
}

const figures = (step) => ({ loss: 1 / step, accuracy: 1 - 1 / step })

const actions = {
  tell: ({ report }) => tell(report),
  /** Steps `from` to `to` of an epoch, `together` in a report. */
  async steps({ from, to, epoch, together = 1, every = 0 }) {
    for (let step = from; step <= to; step += together) {
      const count = Math.min(together, to - step + 1)
      const steps = Array.from({ length: count }, (_, i) => ({ step: step + i, epoch, ...figures(step + i) }))
      await tell({ type: 'steps', steps })
      if (every > 0) await pause(every)
    }
  },
  epoch({ epoch, step }) {
    const { loss, accuracy } = figures(step)
    const validation = { loss: loss / 2, accuracy }
    return tell({
      type: 'epoch',
      epoch,
      step,
      loss,
      metrics: { accuracy },
      validation,
      seconds: 1,
      examplesPerSecond: 64,
    })
  },
  /** A step whose loss is no number any more. */
  diverge: ({ step, epoch }) => tell({ type: 'steps', steps: [{ step, epoch, loss: NaN, accuracy: Infinity }] }),
  wait: ({ for: milliseconds }) => pause(milliseconds),
  untilOrder: ({ type }) => order(type),
  print: ({ text }) => new Promise((resolve) => process.stderr.write(text, resolve)),
  kill: ({ signal }) => {
    process.kill(process.pid, signal)
    return pause(60_000)
  },
  /** Neither speaks nor listens, like one that is caught in a native call. */
  hang: () => {
    for (;;);
  },
  throw: ({ message }) => {
    throw new Error(message)
  },
  exit: ({ code }) => process.exit(code),
}

await order(process.env.FIRST_ORDER ?? 'train')
for (const action of JSON.parse(process.env.SCRIPT)) await actions[action.do](action)
process.disconnect()
