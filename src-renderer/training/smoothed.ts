/**
 * The smoothed line of a curve: an exponential mean, corrected for its start so that it does not begin at 0. Points may
 * stand for many steps or few, so that the decay follows their distance. A figure that is not finite is left out.
 *
 * Worked out once: a longer run is gone on with, and only another amount of smoothing begins anew.
 */
export class Smoothed {
  private buffer = new Float64Array(0)
  private over = -1
  private stride = 0
  /** Points that are settled: the last one may still take in the steps that follow it. */
  private settled = 0
  private mean = 0
  private weight = 0
  private lastStep = 0

  /**
   * @param steps the last step of each point, ascending
   * @param stride steps that a point stands for; where it changes, the points are others
   * @param over how many steps back a step's weight has fallen to 1/e; 0 smooths nothing
   */
  of(steps: Float64Array, values: Float64Array, stride: number, over: number): Float64Array {
    if (over !== this.over || stride !== this.stride) {
      Object.assign(this, { over, stride, settled: 0, mean: 0, weight: 0, lastStep: 0 })
    }
    this.makeRoom(steps.length)
    for (; this.settled < steps.length - 1; this.settled += 1) this.take(steps, values, this.settled)
    if (this.settled < steps.length) {
      const { mean, weight, lastStep } = this
      this.take(steps, values, this.settled)
      Object.assign(this, { mean, weight, lastStep })
    }
    return this.buffer.subarray(0, steps.length)
  }

  private take(steps: Float64Array, values: Float64Array, index: number) {
    const value = values[index]!
    if (Number.isFinite(value)) {
      const keep = Math.exp(-(steps[index]! - this.lastStep) / this.over)
      this.mean = this.mean * keep + value * (1 - keep)
      this.weight = this.weight * keep + (1 - keep)
      this.lastStep = steps[index]!
    }
    this.buffer[index] = this.weight > 0 ? this.mean / this.weight : NaN
  }

  private makeRoom(length: number) {
    if (length <= this.buffer.length) return
    const larger = new Float64Array(Math.max(1_024, 2 ** Math.ceil(Math.log2(length))))
    larger.set(this.buffer)
    this.buffer = larger
  }
}
