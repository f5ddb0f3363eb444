/** Milliseconds of the past that the speed is taken from: short enough to follow a change, long enough to be calm. */
const span = 10_000
/** Milliseconds between two reports. */
const every = 250

/** How fast something comes, for the time that is left. @param now milliseconds, of any origin */
export function createPace(start: number, now: () => number = () => performance.now()) {
  const samples = [{ at: now(), received: start }]
  let told = now()
  return {
    /** What to report after so many bytes, or nothing while the last report is young. */
    at(received: number, total: number): { secondsLeft?: number } | undefined {
      const at = now()
      if (at - told < every) return undefined
      told = at
      samples.push({ at, received })
      while (samples.length > 2 && at - samples[1]!.at >= span) samples.shift()
      const [first] = samples
      const perSecond = ((received - first!.received) / (at - first!.at)) * 1000
      // The first second says little: connections begin slowly.
      return at - first!.at < 1000 || perSecond <= 0 ? {} : { secondsLeft: (total - received) / perSecond }
    },
  }
}
